package dev.weir.edge.refuse;

import org.eclipse.jetty.io.Content;

/// What a client still sends of a request that has been answered: thrown away, and no more of it
/// read than is reasonable. Used by one thread at a time.
public final class Leftover {

  private static final int OCTETS = 1024 * 1024;

  /// So a client that sends a few octets at a time does not go on for ever; many times as many as
  /// one that sends as fast as it can needs for that much.
  private static final int READS = 4096;

  private int octets;
  private int reads;

  /// Releases a chunk; says whether nothing is to be read behind it.
  public boolean endsWith(Content.Chunk chunk) {
    octets += chunk.remaining();
    chunk.release();
    return Content.Chunk.isFailure(chunk) || chunk.isLast() || octets > OCTETS || ++reads > READS;
  }
}
