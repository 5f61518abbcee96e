package dev.weir.cache.observe.ledger;

/// 64 bits that stand for a text.
public final class Fingerprint {

  private Fingerprint() {}

  /// FNV-1a, its bits mixed: lower and upper ones are used apart.
  public static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
