package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.upstream.transport.ResponseFaultException.Fault;
import dev.weir.runtime.upstream.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/// Responses on their way out of a socket: octets in, parts of messages out, and exactly what is
/// wrong with one that is broken. Guarded by its connection's lock.
final class Inflow implements HttpParser.ResponseHandler {

  /// How far it has come.
  enum Part {
    /// There is nothing more to read now.
    NOTHING,
    INTERIM,
    HEAD,
    CONTENT,
    /// Of the message, content with it or not.
    END,
    FAULT
  }

  private static final int BUFFER_OCTETS = 16 * 1024;

  // What HttpParser says; it has no other sign for it.
  private static final String TOO_LARGE = "Too Large";

  private final ByteBufferPool buffers;
  private final HttpParser parser;
  private @Nullable RetainableByteBuffer buffer;
  private boolean ended;
  private boolean anyOctets;
  private boolean toHead;
  private HttpVersion version = HttpVersion.HTTP_1_1;
  private int status;
  private @Nullable String reason;
  private HttpFields.Mutable fields = HttpFields.build();
  private HttpFields.@Nullable Mutable trailers;
  private @Nullable ResponseHead head;
  private Consumer<Content.Chunk> receiver = Content.Chunk::release;
  private boolean contentCame;
  private boolean whole;
  private @Nullable IOException fault;

  Inflow(ByteBufferPool buffers, int headLimitOctets) {
    this.buffers = buffers;
    this.parser = new HttpParser(this, headLimitOctets, HttpCompliance.STRICT);
    // Jetty's memory of a connection's fields takes 96 KiB for each connection, and saves no time.
    parser.setHeaderCacheSize(0);
  }

  /// A response is due to that method.
  void expect(String method) {
    toHead = method.equals("HEAD");
    anyOctets = false;
    next();
  }

  private void next() {
    parser.reset();
    parser.setHeadResponse(toHead);
    head = null;
    trailers = null;
    whole = false;
  }

  /// Goes on to the next head, interim or final.
  Part readHead(Wire wire) {
    while (true) {
      if (hasOctets() || ended) {
        parse();
      }
      if (fault != null) {
        return Part.FAULT;
      }
      ResponseHead complete = head;
      if (complete != null) {
        return complete.isInterim() ? Part.INTERIM : Part.HEAD;
      }
      if (!fill(wire)) {
        return fault == null ? Part.NOTHING : Part.FAULT;
      }
    }
  }

  /// The head just read. Behind an interim one the next may be read.
  ResponseHead head() {
    ResponseHead complete = head;
    if (complete == null) {
      throw new IllegalStateException("no head has been read");
    }
    if (complete.isInterim()) {
      parse();
      next();
    }
    return complete;
  }

  /// Goes on to more content or the end of the message.
  Part readContent(Wire wire, Consumer<Content.Chunk> pieces) {
    receiver = pieces;
    contentCame = false;
    // Without octets too: the end of an empty message is found by asking.
    do {
      parse();
      if (whole) {
        return Part.END;
      }
      if (fault != null) {
        // What came before it is still good.
        return contentCame ? Part.CONTENT : Part.FAULT;
      }
      if (contentCame) {
        return Part.CONTENT;
      }
    } while (fill(wire));
    return fault == null ? Part.NOTHING : Part.FAULT;
  }

  private void parse() {
    if (fault != null) {
      return;
    }
    RetainableByteBuffer filled = buffer;
    ByteBuffer octets = filled == null ? BufferUtil.EMPTY_BUFFER : filled.getByteBuffer();
    if (ended && !octets.hasRemaining() && parser.isState(HttpParser.State.TRAILER)) {
      // The parser would forgive the missing empty line behind the last chunk.
      fault = cut();
      return;
    }
    try {
      parser.parseNext(octets);
    } catch (AssertionError e) {
      // The parser makes an exception of the response's status, which it asserts to be one of an
      // error.
      fault = asserted();
    }
  }

  /// False if there is nothing now, or no more use in reading.
  private boolean fill(Wire wire) {
    if (ended) {
      fault = cut();
      return false;
    }
    ByteBuffer octets = room();
    int filled;
    try {
      filled = wire.read(octets);
    } catch (IOException e) {
      fault = e;
      filled = 0;
    }
    octets.flip();
    if (filled == 0) {
      release();
      return false;
    }
    if (filled < 0) {
      ended = true;
      parser.atEOF();
    } else {
      anyOctets = true;
    }
    return true;
  }

  /// A buffer in fill mode; one whose content is still being read is left to the reader.
  private ByteBuffer room() {
    RetainableByteBuffer current = buffer;
    if (current == null || current.isRetained()) {
      release();
      current = buffers.acquire(BUFFER_OCTETS, true);
      buffer = current;
    }
    return current.getByteBuffer().clear();
  }

  /// Gives the buffer back.
  void release() {
    RetainableByteBuffer current = buffer;
    buffer = null;
    if (current != null) {
      current.release();
    }
  }

  private boolean hasOctets() {
    RetainableByteBuffer current = buffer;
    return current != null && current.hasRemaining();
  }

  /// Whether more can come, and nothing has that belongs to nothing asked for.
  boolean isAtRest() {
    return !ended && !hasOctets();
  }

  /// What has been read behind the head, taken out.
  ByteBuffer rest() {
    RetainableByteBuffer current = buffer;
    return current == null ? BufferUtil.EMPTY_BUFFER : BufferUtil.copy(current.getByteBuffer());
  }

  /// Whether a single octet has come since the response was due.
  boolean isBegun() {
    return anyOctets;
  }

  @Nullable HttpFields trailers() {
    return trailers;
  }

  IOException fault() {
    IOException known = fault;
    return known == null ? cut() : known;
  }

  @Override
  public void startResponse(HttpVersion parsed, int code, @Nullable String phrase) {
    version = parsed;
    status = code;
    reason = phrase;
    fields = HttpFields.build();
  }

  @Override
  public void parsedHeader(HttpField field) {
    fields.add(field);
  }

  @Override
  public boolean headerComplete() {
    head = new ResponseHead(version, status, reason, fields.asImmutable());
    return true;
  }

  @Override
  public boolean content(ByteBuffer octets) {
    RetainableByteBuffer holder = buffer;
    if (holder != null) {
      holder.retain();
      receiver.accept(Content.Chunk.asChunk(octets, false, holder));
      contentCame = true;
    }
    return false;
  }

  @Override
  public void parsedTrailer(HttpField field) {
    HttpFields.Mutable all = trailers;
    if (all == null) {
      all = HttpFields.build();
      trailers = all;
    }
    all.add(field);
  }

  @Override
  public boolean contentComplete() {
    return false;
  }

  @Override
  public boolean messageComplete() {
    whole = true;
    return true;
  }

  @Override
  public void badMessage(HttpException failure) {
    String said = String.valueOf(failure.getReason());
    if (ended) {
      fault = cut();
    } else if (said.contains(TOO_LARGE)) {
      fault = tooLarge();
    } else {
      fault = new ResponseFaultException(Fault.MALFORMED_HEAD, "malformed response head: " + said);
    }
  }

  /// Called not only at the end of the stream, but also for content that cannot be parsed.
  @Override
  public void earlyEOF() {
    fault = ended ? cut() : malformedContent();
  }

  private ResponseFaultException asserted() {
    if (ended) {
      return cut();
    }
    return head == null ? tooLarge() : malformedContent();
  }

  private static ResponseFaultException malformedContent() {
    return new ResponseFaultException(
        Fault.MALFORMED_CONTENT, "malformed chunk or trailer section");
  }

  private static ResponseFaultException cut() {
    return new ResponseFaultException(Fault.CUT, "connection closed before the response was whole");
  }

  private static ResponseFaultException tooLarge() {
    return new ResponseFaultException(Fault.HEAD_TOO_LARGE, "response head over its limit");
  }
}
