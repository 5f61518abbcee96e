package dev.weir.workbench.bench.load;

import dev.weir.workbench.bench.load.ResponseReader.Progress;
import java.nio.ByteBuffer;

/// Finds the end of chunked content (RFC 9112 §7.1); extensions and trailers are passed over.
final class ChunkReader {

  /// What the next octet belongs to.
  private enum Part {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    TRAILER
  }

  private static final int HEX = 16;
  private static final long LARGEST_BEFORE_NEXT_DIGIT = Long.MAX_VALUE >> 5;

  private Part part = Part.SIZE;
  private long left;
  private int trailerLine;

  void reset() {
    part = Part.SIZE;
    left = 0;
    trailerLine = 0;
  }

  Progress feed(ByteBuffer buffer) throws MalformedResponse {
    while (buffer.hasRemaining()) {
      if (part == Part.DATA) {
        data(buffer);
      } else if (next(buffer.get()) == Progress.COMPLETE) {
        return Progress.COMPLETE;
      }
    }
    return Progress.MORE_TO_COME;
  }

  private void data(ByteBuffer buffer) {
    int taken = (int) Math.min(left, buffer.remaining());
    buffer.position(buffer.position() + taken);
    left -= taken;
    if (left == 0) {
      part = Part.DATA_END;
    }
  }

  private Progress next(byte octet) throws MalformedResponse {
    switch (part) {
      case SIZE, EXTENSION -> size(octet);
      case DATA_END -> {
        if (octet == '\n') {
          part = Part.SIZE;
        }
      }
      default -> {
        if (octet == '\n' && trailerLine == 0) {
          return Progress.COMPLETE;
        }
        trailerLine = octet == '\n' ? 0 : octet == '\r' ? trailerLine : trailerLine + 1;
      }
    }
    return Progress.MORE_TO_COME;
  }

  private void size(byte octet) throws MalformedResponse {
    if (octet == '\n') {
      part = left == 0 ? Part.TRAILER : Part.DATA;
    } else if (octet == ';' || octet == ' ' || octet == '\t') {
      part = Part.EXTENSION;
    } else if (part == Part.SIZE && octet != '\r') {
      int digit = Character.digit(octet, HEX);
      if (digit < 0 || left > LARGEST_BEFORE_NEXT_DIGIT) {
        throw new MalformedResponse("not the size of a chunk");
      }
      left = left * HEX + digit;
    }
  }
}
