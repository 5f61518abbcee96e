package dev.weir.cache.deliver;

import dev.weir.http.representation.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// A range of the octets of another source, which is left as soon as they are through. Read by one
/// thread at a time.
final class RangeSource implements Content.Source {

  private final Content.Source whole;
  private long toSkip;
  private long toGive;
  private boolean ended;

  RangeSource(Content.Source whole, ByteRange range) {
    this.whole = whole;
    this.toSkip = range.first();
    this.toGive = range.length();
  }

  @Override
  public long getLength() {
    return -1;
  }

  @Override
  public Content.@Nullable Chunk read() {
    while (!ended) {
      Content.Chunk chunk = whole.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return chunk;
      }
      Content.Chunk part = part(chunk);
      if (part != null) {
        return part;
      }
    }
    return Content.Chunk.EOF;
  }

  /// What of a chunk is within the range; null when nothing is.
  private Content.@Nullable Chunk part(Content.Chunk chunk) {
    ByteBuffer octets = chunk.getByteBuffer();
    long skipped = Math.min(toSkip, octets.remaining());
    octets.position(octets.position() + (int) skipped);
    toSkip -= skipped;
    int given = (int) Math.min(toGive, octets.remaining());
    toGive -= given;
    if (toGive > 0 && chunk.isLast()) {
      chunk.release();
      ended = true;
      return Content.Chunk.from(new IOException("the content ended before the range did"), true);
    }
    if (given == 0) {
      chunk.release();
      return null;
    }
    ended = toGive == 0;
    octets.limit(octets.position() + given);
    return Content.Chunk.from(octets, ended, () -> passed(chunk));
  }

  private void passed(Content.Chunk chunk) {
    chunk.release();
    if (ended) {
      whole.fail(new IOException("the client wants no more"));
    }
  }

  @Override
  public void demand(Runnable demandCallback) {
    if (ended) {
      demandCallback.run();
    } else {
      whole.demand(demandCallback);
    }
  }

  @Override
  public void fail(Throwable failure) {
    ended = true;
    whole.fail(failure);
  }
}
