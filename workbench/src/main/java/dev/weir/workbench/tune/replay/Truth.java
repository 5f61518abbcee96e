package dev.weir.workbench.tune.replay;

import dev.weir.workbench.tune.log.Inputs;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.Sighting.Verb;
import dev.weir.workbench.tune.log.Sighting.Witness;

/// What a log proves about the versions of one resource at its origin.
///
/// A tag, a modification date or a changed status proves a change at once. A size alone does not:
/// most sizes that differ are transfers broken off. So another size counts as a change only when
/// two informative lines running say it; one that is smaller and followed by the old size again was
/// broken off; one that is larger and followed by the old size again remains in doubt and goes into
/// the upper bound only. What happened between two proofs is in doubt as long as they differ.
final class Truth {

  /// The head of an answer in a Squid log differs by dates and ages.
  private static final long HEAD_WOBBLE_BYTES = 64;

  private static final long NONE = Long.MIN_VALUE;

  /// What a line settled about the lines before it.
  enum Settled {
    NOTHING,
    /// What was in doubt was the current version all the time.
    CLEARED,
    /// The version is the old one again, but there was more of it in between.
    DOUBTFUL,
    /// There is a new version.
    CHANGED,
    /// The candidate was none, but another appeared.
    CANDIDATE_GONE
  }

  private int version;
  private long signature = NONE;
  private boolean exact;
  private int sightings;
  private long candidate = NONE;
  private boolean inDoubt;
  private boolean largerSeen;
  private Settled settled = Settled.NOTHING;
  private int status = 200;
  private long bytes;

  /// Takes a line into account.
  Standing observe(Sighting line) {
    settled = Settled.NOTHING;
    if (line.witness() == Witness.SILENT || !isWhole(line)) {
      inDoubt = true;
      return Standing.UNKNOWN;
    }
    long tag = tag(line);
    if (tag != NONE) {
      return exactly(tag, line);
    }
    if (line.verb() == Verb.HEAD || (signature != NONE && exact && line.status() == status)) {
      inDoubt = true;
      return Standing.UNKNOWN;
    }
    return exact || signature == NONE ? first(line) : bySize(line);
  }

  /// The current version, counted from 0.
  int version() {
    return version;
  }

  /// What the last line settled.
  Settled settled() {
    return settled;
  }

  /// Status of the current version.
  int status() {
    return status;
  }

  /// Size of the current version, as far as known.
  long bytes() {
    return bytes;
  }

  /// Parts, answers to conditions and failures say nothing about the version.
  private static boolean isWhole(Sighting line) {
    int status = line.status();
    return status >= 200
        && status < 500
        && status != 304
        && status != 206
        && status != 412
        && status != 416
        && status != 499
        && (line.verb() == Verb.GET || line.verb() == Verb.HEAD);
  }

  /// What tells versions apart for certain; NONE when the line has nothing of the kind.
  private static long tag(Sighting line) {
    if (line.status() != 200) {
      return -line.status();
    }
    Inputs inputs = line.inputs();
    String validator = inputs.etag() == null ? inputs.lastModified() : unencoded(inputs.etag());
    return validator == null ? NONE : hash(validator);
  }

  /// Apache and others append the coding to the tag: another representation, the same version.
  private static String unencoded(String etag) {
    return etag.endsWith("-gzip\"") ? etag.substring(0, etag.length() - 6) + '"' : etag;
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash & Long.MAX_VALUE;
  }

  private Standing exactly(long tag, Sighting line) {
    if (signature != NONE && (!exact || tag != signature)) {
      // From sizes to tags of the same status there is nothing to compare.
      boolean comparable = exact || line.status() != status;
      settled = comparable ? Settled.CHANGED : Settled.CLEARED;
      version += comparable ? 1 : 0;
    } else if (inDoubt) {
      settled = Settled.CLEARED;
    }
    take(tag, true, line);
    return Standing.CERTAIN;
  }

  private Standing first(Sighting line) {
    if (signature != NONE) {
      settled = Settled.CHANGED;
      version++;
    } else if (inDoubt) {
      settled = Settled.CLEARED;
    }
    take(line.bytes(), false, line);
    return Standing.CERTAIN;
  }

  private Standing bySize(Sighting line) {
    long size = line.bytes();
    if (isSame(size, signature, line)) {
      settled = returned();
      sightings++;
      calm();
      return Standing.CERTAIN;
    }
    if (isFirstBrokenOff(size)) {
      // A first sight smaller than all later ones: broken off.
      settled = Settled.CLEARED;
      take(size, false, line);
      return Standing.CERTAIN;
    }
    if (candidate != NONE && isSame(size, candidate, line)) {
      settled = Settled.CHANGED;
      version++;
      take(size, false, line);
      sightings = 2;
      return Standing.CERTAIN;
    }
    settled = candidate == NONE ? Settled.NOTHING : Settled.CANDIDATE_GONE;
    candidate = size;
    largerSeen |= size > signature;
    inDoubt = true;
    return Standing.CANDIDATE;
  }

  /// What it means that the size is the old one.
  private Settled returned() {
    if (!inDoubt) {
      return Settled.NOTHING;
    }
    return largerSeen ? Settled.DOUBTFUL : Settled.CLEARED;
  }

  private boolean isFirstBrokenOff(long size) {
    return version == 0 && sightings == 1 && size > signature && !inDoubt;
  }

  private static boolean isSame(long one, long other, Sighting line) {
    return line.witness() == Witness.ORIGIN_WITH_HEAD
        ? Math.abs(one - other) <= HEAD_WOBBLE_BYTES
        : one == other;
  }

  private void take(long newSignature, boolean isExact, Sighting line) {
    signature = newSignature;
    exact = isExact;
    status = line.status();
    bytes = Math.max(line.bytes(), line.verb() == Verb.HEAD ? bytes : 0);
    sightings = 1;
    calm();
  }

  private void calm() {
    candidate = NONE;
    inDoubt = false;
    largerSeen = false;
  }
}
