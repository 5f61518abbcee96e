package dev.weir.cache.forward;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/// The content of a sibling's answer, read ahead of anybody who wants it: an answer is taken only
/// when all of its content is there, or as much as is held back at most. Until then a cut or a
/// stall is noticed by nobody but us.
final class ProvenContent implements Content.Source {

  /// Most octets held back.
  static final int HELD_BACK = 256 * 1024;

  /// Hears once whether the content can be had.
  interface Verdict {
    void proven(Content.Source content);

    void broken(Throwable cause);
  }

  private final Content.Source rest;
  private final Verdict verdict;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private Content.Chunk first = Content.Chunk.EMPTY;
  private Content.Chunk last = Content.Chunk.EMPTY;

  private ProvenContent(Content.Source rest, Verdict verdict) {
    this.rest = rest;
    this.verdict = verdict;
  }

  /// Begins to read; the verdict comes at once or on the thread of the connection.
  static void prove(Content.Source content, Verdict verdict) {
    new ProvenContent(content, verdict).fill();
  }

  private void fill() {
    while (held.size() < HELD_BACK) {
      Content.Chunk chunk = rest.read();
      if (chunk == null) {
        rest.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::fill));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        verdict.broken(chunk.getFailure());
        return;
      }
      hold(chunk);
      if (chunk.isLast()) {
        last = chunk.hasRemaining() ? Content.Chunk.EOF : chunk;
        chunk.release();
        break;
      }
      chunk.release();
    }
    if (held.size() > 0) {
      first = Content.Chunk.from(ByteBuffer.wrap(held.toByteArray()), false);
    }
    verdict.proven(this);
  }

  private void hold(Content.Chunk chunk) {
    byte[] octets = new byte[chunk.remaining()];
    chunk.getByteBuffer().duplicate().get(octets);
    held.writeBytes(octets);
  }

  @Override
  public long getLength() {
    return rest.getLength();
  }

  @Override
  public Content.Chunk read() {
    if (first.hasRemaining()) {
      Content.Chunk whole = first;
      first = Content.Chunk.EMPTY;
      return whole;
    }
    return last.isLast() ? last : rest.read();
  }

  @Override
  public void demand(Runnable demandCallback) {
    if (first.hasRemaining() || last.isLast()) {
      demandCallback.run();
    } else {
      rest.demand(demandCallback);
    }
  }

  @Override
  public void fail(Throwable failure) {
    first = Content.Chunk.EMPTY;
    if (last.isLast()) {
      last = Content.Chunk.from(failure, true);
    } else {
      rest.fail(failure);
    }
  }
}
