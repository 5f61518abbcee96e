package dev.weir.sample.memcached.item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All items, the least recently used given up first when their bytes exceed the bound.
///
/// One lock: a command holds it for a map look-up and an arithmetic or two, never while it reads or
/// writes a connection.
public final class ItemStore {

  /// Heap an item takes besides its key and value: map entry, item, marks.
  private static final long OVERHEAD_BYTES = 120;

  private final long memoryBytes;
  private final InstantSource clock;
  private final LinkedHashMap<String, Item> items = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long lastCas;
  private long evictions;
  private long totalItems;
  private @Nullable Instant flushDue;

  public ItemStore(long memoryBytes, InstantSource clock) {
    this.memoryBytes = memoryBytes;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /// Shows `decision` the live item under `key`, or `null`, and does what it says, at once for
  /// everybody.
  ///
  /// @return the reply, and the CAS value the item has now (0 when there is none)
  public synchronized <R extends @Nullable Object> Done<R> change(
      String key, Function<@Nullable Item, Change<R>> decision) {
    flushIfDue();
    Item present = live(key);
    Change<R> change = decision.apply(present);
    return switch (change.effect()) {
      case KEEP -> new Done<>(change.reply(), present == null ? 0 : present.cas());
      case STORE -> {
        totalItems++;
        yield new Done<>(change.reply(), put(key, itemOf(change).withCas(++lastCas)));
      }
      case UPDATE -> new Done<>(change.reply(), put(key, itemOf(change)));
      case REMOVE -> {
        drop(key);
        yield new Done<>(change.reply(), 0L);
      }
    };
  }

  /// The answer to a change.
  public record Done<R extends @Nullable Object>(R reply, long cas) {}

  /// Forgets everything stored before the moment that is `delay` from now.
  public synchronized void flush(Duration delay) {
    flushDue = now().plus(delay);
    flushIfDue();
  }

  /// Counters and gauges at one moment.
  public synchronized Sizes sizes() {
    return new Sizes(items.size(), totalItems, bytes, memoryBytes, evictions);
  }

  public record Sizes(int items, long totalItems, long bytes, long limitBytes, long evictions) {}

  private void flushIfDue() {
    if (flushDue != null && !now().isBefore(flushDue)) {
      items.clear();
      bytes = 0;
      flushDue = null;
    }
  }

  private @Nullable Item live(String key) {
    Item item = items.get(key);
    if (item != null && item.expiredAt(now())) {
      drop(key);
      return null;
    }
    return item;
  }

  private long put(String key, Item item) {
    drop(key);
    items.put(key, item);
    bytes += size(key, item);
    evictBeyondBound();
    return item.cas();
  }

  private void drop(String key) {
    Item old = items.remove(key);
    if (old != null) {
      bytes -= size(key, old);
    }
  }

  private void evictBeyondBound() {
    Iterator<Map.Entry<String, Item>> eldestFirst = items.entrySet().iterator();
    while (bytes > memoryBytes && eldestFirst.hasNext()) {
      Map.Entry<String, Item> eldest = eldestFirst.next();
      bytes -= size(eldest.getKey(), eldest.getValue());
      eldestFirst.remove();
      evictions++;
    }
  }

  private static Item itemOf(Change<?> change) {
    Item item = change.item();
    if (item == null) {
      throw new IllegalStateException("a change without an item: " + change.effect());
    }
    return item;
  }

  private static long size(String key, Item item) {
    return key.length() + item.value().length + OVERHEAD_BYTES;
  }
}
