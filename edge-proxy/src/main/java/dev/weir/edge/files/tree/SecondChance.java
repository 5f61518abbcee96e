package dev.weir.edge.files.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A map bounded by count and weight. Reading takes no lock; what has not been read since the hand
/// last passed goes first.
///
/// The clock algorithm: entries stand in a ring, the hand clears the mark of those read and drops
/// the first one without.
final class SecondChance<V> {

  private final int maxEntries;
  private final long maxWeight;
  private final ConcurrentMap<String, Slot<V>> slots = new ConcurrentHashMap<>();
  // Guarded by this: the ring, its head being where the hand is, and what its slots weigh together.
  private final Deque<Slot<V>> ring = new ArrayDeque<>();
  private long weight;

  SecondChance(int maxEntries, long maxWeight) {
    this.maxEntries = maxEntries;
    this.maxWeight = maxWeight;
  }

  @Nullable V get(String key) {
    Slot<V> slot = slots.get(key);
    if (slot == null) {
      return null;
    }
    if (!slot.read) {
      slot.read = true;
    }
    return slot.value;
  }

  /// What is heavier than the whole map is not kept.
  synchronized void put(String key, V value, long valueWeight) {
    Slot<V> present = slots.get(key);
    if (present != null && present.weight == valueWeight) {
      present.value = value;
      return;
    }
    remove(key);
    if (valueWeight > maxWeight) {
      return;
    }
    Slot<V> slot = new Slot<>(key, value, valueWeight);
    slots.put(key, slot);
    ring.addLast(slot);
    weight += valueWeight;
    while (slots.size() > maxEntries || weight > maxWeight) {
      turnHand();
    }
  }

  synchronized void remove(String key) {
    Slot<V> slot = slots.remove(key);
    if (slot != null) {
      ring.remove(slot);
      weight -= slot.weight;
    }
  }

  int size() {
    return slots.size();
  }

  synchronized long weight() {
    return weight;
  }

  private void turnHand() {
    Slot<V> slot = ring.removeFirst();
    if (slot.read) {
      slot.read = false;
      ring.addLast(slot);
    } else {
      slots.remove(slot.key);
      weight -= slot.weight;
    }
  }

  private static final class Slot<V> {

    private final String key;
    private final long weight;
    private volatile V value;
    private volatile boolean read;

    private Slot(String key, V value, long weight) {
      this.key = key;
      this.value = value;
      this.weight = weight;
    }
  }
}
