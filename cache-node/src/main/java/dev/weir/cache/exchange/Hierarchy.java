package dev.weir.cache.exchange;

/// Where an answer was fetched, in Squid's words: `SIBLING_HIT/127.0.0.2`.
///
/// @param code the way the destination was chosen
/// @param peer the address asked, `-` for none
public record Hierarchy(String code, String peer) {

  /// Nothing was fetched.
  public static final Hierarchy NONE = new Hierarchy("HIER_NONE", "-");

  @Override
  public String toString() {
    return code + "/" + peer;
  }
}
