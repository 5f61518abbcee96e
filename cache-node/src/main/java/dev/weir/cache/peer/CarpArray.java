package dev.weir.cache.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Parents that share URLs, or clients, by a hash: each gets its part by weight, always the same
/// one, and when a parent goes only its part is shared out anew (Cache Array Routing Protocol,
/// draft-vinod-carp-v1-03 §3). Identities are the peers' names, so renaming moves URLs. Immutable.
///
/// Squid carries the hash of the URL from one parent over to the next, so that its choices depend
/// on the order of its lines; here each is as the protocol says.
record CarpArray(List<Slot> slots) {

  private static final int MULTIPLIER = 0x62531965;
  private static final int URL_ROTATION = 19;
  private static final int MEMBER_ROTATION = 21;

  /// One parent.
  ///
  /// @param hash of its name
  /// @param multiplier of its scores, by which its part becomes its share of the weights
  record Slot(Peer peer, int hash, double multiplier) {

    double score(int textHash) {
      return Integer.toUnsignedLong(mixed(textHash ^ hash)) * multiplier;
    }
  }

  private record Ranked(Peer peer, double score) {}

  CarpArray {
    slots = List.copyOf(slots);
  }

  static CarpArray of(List<Peer> peers) {
    List<Peer> byWeight = new ArrayList<>(peers);
    byWeight.sort(Comparator.comparingInt(peer -> peer.settings().weight()));
    double total = byWeight.stream().mapToInt(peer -> peer.settings().weight()).sum();
    List<Slot> slots = new ArrayList<>();
    double product = 1;
    double lastMultiplier = 0;
    double lastShare = 0;
    for (Peer peer : byWeight) {
      int left = byWeight.size() - slots.size();
      double share = peer.settings().weight() / total;
      // §3.4: X_k from those of the smaller shares before it.
      double term = left * (share - lastShare) / product + Math.pow(lastMultiplier, left);
      lastMultiplier = Math.pow(term, 1.0 / left);
      lastShare = share;
      product *= lastMultiplier;
      slots.add(new Slot(peer, mixed(hash(peer.name())), lastMultiplier));
    }
    return new CarpArray(slots);
  }

  /// All of them, whose part `text` is first.
  List<Peer> ranked(String text) {
    int hash = hash(text);
    List<Ranked> ranked = new ArrayList<>(slots.size());
    slots.forEach(slot -> ranked.add(new Ranked(slot.peer(), slot.score(hash))));
    ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
    return ranked.stream().map(Ranked::peer).toList();
  }

  private static int hash(String text) {
    int hash = 0;
    for (byte octet : text.getBytes(StandardCharsets.ISO_8859_1)) {
      hash += Integer.rotateLeft(hash, URL_ROTATION) + Byte.toUnsignedInt(octet);
    }
    return hash;
  }

  private static int mixed(int hash) {
    return Integer.rotateLeft(hash + hash * MULTIPLIER, MEMBER_ROTATION);
  }
}
