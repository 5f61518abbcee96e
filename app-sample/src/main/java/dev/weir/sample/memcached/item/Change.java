package dev.weir.sample.memcached.item;

import org.jspecify.annotations.Nullable;

/// What a command wants done with the item it was shown, and what it answers; decided under the
/// store's lock, written to the connection after it.
///
/// @param <R> the command's answer
public record Change<R extends @Nullable Object>(Effect effect, @Nullable Item item, R reply) {

  /// What happens to the item under the key.
  public enum Effect {
    /// Nothing: neither value nor place in the eviction order.
    KEEP,
    /// A new value: gets a CAS value of its own.
    STORE,
    /// The same value with other attributes: the CAS value stays.
    UPDATE,
    /// The item goes.
    REMOVE
  }

  public static <R extends @Nullable Object> Change<R> keep(R reply) {
    return new Change<>(Effect.KEEP, null, reply);
  }

  public static <R extends @Nullable Object> Change<R> store(Item item, R reply) {
    return new Change<>(Effect.STORE, item, reply);
  }

  public static <R extends @Nullable Object> Change<R> update(Item item, R reply) {
    return new Change<>(Effect.UPDATE, item, reply);
  }

  public static <R extends @Nullable Object> Change<R> remove(R reply) {
    return new Change<>(Effect.REMOVE, null, reply);
  }
}
