package dev.weir.sample.gallery;

import java.time.Instant;

/// How often a part of the gallery has changed, and when last.
///
/// One look-up by primary key yields it, and with it the entity tag and Last-Modified of every page
/// made from that part, and the names of the fragments in memcached that are still true.
public record Revision(long number, Instant changed) {

  private static final int RADIX = 36;

  /// Differs from the token of every other state, also of a database that was set up anew and
  /// counts from the beginning.
  public String token() {
    return Long.toString(number, RADIX) + '-' + Long.toString(changed.toEpochMilli(), RADIX);
  }
}
