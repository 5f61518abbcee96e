package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.upstream.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/// A request on its way into a socket: head, content in its framing, trailers. Guarded by its
/// connection's lock.
///
/// An upstream that stops reading the content has very likely answered already (413, 401, …): the
/// rest of the content is dropped and the response awaited (RFC 9112 §9.5).
final class Outflow {

  /// What keeps it from going on.
  enum Step {
    /// The content's next piece.
    HUNGRY,
    /// The socket takes no more now.
    BLOCKED,
    /// The upstream's word that it wants the content.
    EXPECTING,
    /// The upstream takes no more.
    REFUSED,
    DONE
  }

  private enum Stage {
    HEAD,
    EXPECTING,
    CONTENT,
    LAST,
    DONE
  }

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n'};
  private static final int MOST_PENDING = 4;

  private final ByteBuffer[] pending = new ByteBuffer[MOST_PENDING];
  private final @Nullable Retainable[] held = new Retainable[2];
  private int count;
  private int heldCount;
  private @Nullable Upload content;
  private Stage stage = Stage.DONE;
  private boolean expects;
  private boolean begun;
  private boolean headOut;
  private boolean refused;
  private long blockedSince;

  void begin(Call call, RetainableByteBuffer head) {
    content = call.content();
    expects = call.expectsContinue();
    stage = content == null ? Stage.LAST : Stage.HEAD;
    begun = false;
    headOut = false;
    refused = false;
    blockedSince = 0;
    add(head.getByteBuffer(), head);
  }

  /// Writes what is pending, as far as it goes.
  ///
  /// @throws IOException if the head cannot be written
  Step flush(Wire wire) throws IOException {
    if (count > 0 && !writePending(wire)) {
      return Step.BLOCKED;
    }
    release();
    if (refused) {
      return Step.REFUSED;
    }
    return switch (stage) {
      case HEAD -> {
        stage = expects ? Stage.EXPECTING : Stage.CONTENT;
        yield expects ? Step.EXPECTING : Step.HUNGRY;
      }
      case EXPECTING -> Step.EXPECTING;
      case CONTENT -> Step.HUNGRY;
      case LAST, DONE -> {
        stage = Stage.DONE;
        yield Step.DONE;
      }
    };
  }

  private boolean writePending(Wire wire) throws IOException {
    try {
      long written = wire.write(pending, count);
      begun |= written > 0;
      boolean all = true;
      for (int i = 0; i < count; i++) {
        all &= !pending[i].hasRemaining();
      }
      headOut |= !pending[0].hasRemaining();
      blockedSince = all ? 0 : written > 0 || blockedSince == 0 ? System.nanoTime() : blockedSince;
      return all;
    } catch (IOException e) {
      if (!headOut) {
        throw e;
      }
      refuse();
      return true;
    }
  }

  private void refuse() {
    refused = true;
    stage = Stage.DONE;
    blockedSince = 0;
  }

  /// The upstream wants the content after all.
  ///
  /// @return whether that was being waited for
  boolean proceed() {
    boolean waited = stage == Stage.EXPECTING;
    if (waited) {
      stage = Stage.CONTENT;
    }
    return waited;
  }

  /// Takes over the next piece of the content.
  void add(Content.Chunk chunk) {
    Upload upload = content;
    if (upload == null || stage == Stage.DONE) {
      chunk.release();
      return;
    }
    switch (upload.framing()) {
      case AS_IT_IS -> add(chunk.getByteBuffer(), chunk);
      case CHUNKED -> addChunk(chunk, upload);
    }
    if (chunk.isLast()) {
      stage = Stage.LAST;
    } else if (stage == Stage.HEAD) {
      stage = Stage.CONTENT;
    }
  }

  private void addChunk(Content.Chunk chunk, Upload upload) {
    byte[] behind = chunk.isLast() ? last(upload) : null;
    if (chunk.hasRemaining()) {
      String size = Integer.toHexString(chunk.remaining()) + "\r\n";
      add(ByteBuffer.wrap(size.getBytes(StandardCharsets.US_ASCII)), null);
      add(chunk.getByteBuffer(), chunk);
      add(ByteBuffer.wrap(behind == null ? CRLF : joined(CRLF, behind)), null);
    } else {
      chunk.release();
      if (behind != null) {
        add(ByteBuffer.wrap(behind), null);
      }
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// RFC 9112 §7.1: the last chunk and the trailer section.
  private static byte[] last(Upload upload) {
    HttpFields trailers = upload.trailers();
    int size = LAST_CHUNK.length + CRLF.length;
    if (trailers != null) {
      for (HttpField field : trailers) {
        String value = field.getValue();
        size += field.getName().length() + (value == null ? 0 : value.length()) + 4;
      }
    }
    ByteBuffer octets = ByteBuffer.allocate(size);
    octets.put(LAST_CHUNK);
    if (trailers != null) {
      for (HttpField field : trailers) {
        HttpGenerator.putTo(field, octets);
      }
    }
    BufferUtil.putCRLF(octets);
    return octets.array();
  }

  private void add(ByteBuffer octets, @Nullable Retainable holder) {
    pending[count++] = octets;
    if (holder != null) {
      held[heldCount++] = holder;
    }
  }

  /// Gives back what was not written.
  void release() {
    Arrays.fill(pending, 0, count, BufferUtil.EMPTY_BUFFER);
    count = 0;
    for (int i = 0; i < heldCount; i++) {
      Retainable holder = held[i];
      if (holder != null) {
        holder.release();
      }
      held[i] = null;
    }
    heldCount = 0;
  }

  /// Whether the whole request has gone out.
  boolean isWhole() {
    return stage == Stage.DONE && progress() == Progress.WHOLE;
  }

  Progress progress() {
    if (!begun) {
      return Progress.NOTHING;
    }
    return stage == Stage.DONE && !refused ? Progress.WHOLE : Progress.PARTLY;
  }

  /// How long the socket has taken nothing of what is there for it.
  long blockedNanos(long now) {
    return blockedSince == 0 ? 0 : now - blockedSince;
  }
}
