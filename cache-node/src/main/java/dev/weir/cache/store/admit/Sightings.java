package dev.weir.cache.store.admit;

/// How often something was seen lately, by estimate: a count-min sketch whose counts are halved
/// from time to time, so that what was seen long ago is forgotten.
///
/// Lately means: not longer ago than it takes to see a few times as much as the tier holds. What
/// comes again later than that would have been gone by then, had it been let in. (Ten thousand of
/// two hundred thousand keys, zipf 0.8: hit ratio 0.476 when halved after twice as many sightings
/// as there are entries, 0.428 after ten times, 0.391 after sixty times, which is next to LRU.)
///
/// A tier that is full takes in what it sees for the second time; what is asked for only once then
/// never displaces what is asked for again and again.
public final class Sightings {

  private static final int ROWS = 4;
  private static final int LEAST_COLUMNS = 1 << 16;
  private static final int MOST_COLUMNS = 1 << 22;
  private static final int MOST = Byte.MAX_VALUE;

  /// Counts are halved after so many sightings for each entry of the tier.
  private static final double SIGHTINGS_PER_ENTRY = 1.75;

  /// A tier of few entries need not forget so soon.
  private static final int LEAST_SIGHTINGS = 4096;

  /// With more in it a sketch of so many columns would mistake too much for seen.
  private static final double SIGHTINGS_PER_COLUMN = 0.5;

  private static final long[] SEEDS = {
    0x9E37_79B9_7F4A_7C15L, 0xBF58_476D_1CE4_E5B9L, 0x94D0_49BB_1331_11EBL, 0xD6E8_FEB8_6659_FD93L
  };

  private final int columnBits;
  private final byte[] counts;
  private int samples;

  /// For a tier that may hold about so many entries: a quarter of a mebibyte for up to 65,536 of
  /// them, four octets for each of more, at most sixteen mebibytes.
  public Sightings(long likelyEntries) {
    long columns = Math.clamp(likelyEntries, LEAST_COLUMNS, MOST_COLUMNS);
    this.columnBits = Long.SIZE - Long.numberOfLeadingZeros(columns - 1);
    this.counts = new byte[ROWS << columnBits];
  }

  /// Counts a sighting; says how often it was seen lately, seldom more often than it was.
  ///
  /// @param entries what the tier holds now
  public synchronized int see(long hash, long entries) {
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
    if (samples >= period(entries)) {
      halve();
    }
    return least;
  }

  private double period(long entries) {
    double most = SIGHTINGS_PER_COLUMN * (1 << columnBits);
    return Math.clamp(entries * SIGHTINGS_PER_ENTRY, LEAST_SIGHTINGS, most);
  }

  private int cell(long hash, int row) {
    long mixed = (hash ^ SEEDS[row]) * SEEDS[(row + 1) % ROWS];
    mixed ^= mixed >>> 32;
    return (row << columnBits) + (int) ((mixed * SEEDS[row]) >>> (Long.SIZE - columnBits));
  }

  private void halve() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] >>= 1;
    }
    samples = 0;
  }
}
