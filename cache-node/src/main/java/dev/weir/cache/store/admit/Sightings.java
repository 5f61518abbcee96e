package dev.weir.cache.store.admit;

/// How often something was seen lately, by estimate: a count-min sketch of a quarter of a mebibyte
/// whose counts are halved from time to time, so that what was seen long ago is forgotten.
///
/// A tier that is full takes in what it sees for the second time; what is asked for only once then
/// never displaces what is asked for again and again.
public final class Sightings {

  private static final int ROWS = 4;
  private static final int COLUMNS = 1 << 16;
  private static final int MOST = Byte.MAX_VALUE;

  /// So many sightings on average per column until the counts are halved.
  private static final int SAMPLES = 10 * COLUMNS;

  private static final long[] SEEDS = {
    0x9E37_79B9_7F4A_7C15L, 0xBF58_476D_1CE4_E5B9L, 0x94D0_49BB_1331_11EBL, 0xD6E8_FEB8_6659_FD93L
  };

  private final byte[] counts = new byte[ROWS * COLUMNS];
  private int samples;

  /// Counts a sighting; says how often it was seen before, never too few, seldom too many.
  public synchronized int see(long hash) {
    int least = MOST;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counts[cell(hash, row)]);
    }
    for (int row = 0; row < ROWS; row++) {
      int cell = cell(hash, row);
      // Only the least counts grow: that keeps estimates of others close.
      if (counts[cell] == least && least < MOST) {
        counts[cell]++;
      }
    }
    samples++;
    if (samples == SAMPLES) {
      halve();
    }
    return least;
  }

  private static int cell(long hash, int row) {
    long mixed = (hash ^ SEEDS[row]) * SEEDS[(row + 1) % ROWS];
    mixed ^= mixed >>> 32;
    return row * COLUMNS + (int) ((mixed * SEEDS[row]) >>> 48);
  }

  private void halve() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] >>= 1;
    }
    samples /= 2;
  }
}
