package dev.weir.workbench.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the end of each response in what a connection delivers; content is counted and dropped.
final class ResponseReader {

  /// Where a response stands.
  enum Progress {
    MORE_TO_COME,
    COMPLETE
  }

  private static final int HEAD_LIMIT = 64 * 1024;
  private static final int FIRST_HEAD = 2048;

  private final ChunkReader chunks = new ChunkReader();
  private byte[] head = new byte[FIRST_HEAD];
  private int headEnd;
  private @Nullable ResponseHead parsed;
  private long contentLeft;
  private long octets;

  /// Takes what belongs to the response; what lies behind it stays in the buffer.
  Progress feed(ByteBuffer buffer) throws MalformedResponse {
    int before = buffer.position();
    try {
      return parsed == null ? feedHead(buffer) : feedContent(buffer, parsed);
    } finally {
      octets += buffer.position() - before;
    }
  }

  /// The connection has ended; right if that is how the content ends.
  Progress ended() throws MalformedResponse {
    ResponseHead known = parsed;
    if (known != null && known.length() == ResponseHead.TO_THE_END) {
      return Progress.COMPLETE;
    }
    throw new MalformedResponse("the connection ended within a response");
  }

  /// Of the response that is complete.
  ResponseHead head() {
    ResponseHead known = parsed;
    if (known == null) {
      throw new IllegalStateException("no head yet");
    }
    return known;
  }

  /// Octets of the response so far, its head included.
  long octets() {
    return octets;
  }

  /// Makes ready for the next response.
  void reset() {
    parsed = null;
    headEnd = 0;
    octets = 0;
  }

  private Progress feedHead(ByteBuffer buffer) throws MalformedResponse {
    while (buffer.hasRemaining()) {
      if (headEnd == head.length) {
        grow();
      }
      byte octet = buffer.get();
      head[headEnd++] = octet;
      if (octet == '\n' && endsHead()) {
        ResponseHead complete = ResponseHead.parse(head, headEnd);
        headEnd = 0;
        if (!complete.isInformational()) {
          return begin(complete, buffer);
        }
      }
    }
    return Progress.MORE_TO_COME;
  }

  private Progress begin(ResponseHead complete, ByteBuffer buffer) throws MalformedResponse {
    parsed = complete;
    contentLeft = complete.length();
    chunks.reset();
    return feedContent(buffer, complete);
  }

  private Progress feedContent(ByteBuffer buffer, ResponseHead known) throws MalformedResponse {
    if (known.length() == ResponseHead.CHUNKED) {
      return chunks.feed(buffer);
    }
    if (known.length() == ResponseHead.TO_THE_END) {
      buffer.position(buffer.limit());
      return Progress.MORE_TO_COME;
    }
    int taken = (int) Math.min(contentLeft, buffer.remaining());
    buffer.position(buffer.position() + taken);
    contentLeft -= taken;
    return contentLeft == 0 ? Progress.COMPLETE : Progress.MORE_TO_COME;
  }

  private boolean endsHead() {
    return headEnd >= 4
        && head[headEnd - 2] == '\r'
        && head[headEnd - 3] == '\n'
        && head[headEnd - 4] == '\r';
  }

  private void grow() throws MalformedResponse {
    if (head.length >= HEAD_LIMIT) {
      throw new MalformedResponse("a head of more than 64 KiB");
    }
    head = Arrays.copyOf(head, head.length * 2);
  }
}
