package dev.weir.cache.store;

import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.StoredResponse;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One stored response among those of its URI, with the traces its use leaves: when it was last
/// used, and what was made ready from it for the next use. Neither changes what it says, so it is
/// shared without locks.
public final class Variant {

  private final StoredResponse response;
  private final Source source;
  private volatile long lastUsedMillis;
  private volatile @Nullable Object ready;

  /// Where it was found.
  public enum Source {
    MEMORY,
    DISK
  }

  /// A variant last used when it was stored.
  public Variant(StoredResponse response, Instant now) {
    this(response, now, response.content() instanceof DiskContent ? Source.DISK : Source.MEMORY);
  }

  private Variant(StoredResponse response, Instant now, Source source) {
    this.response = response;
    this.lastUsedMillis = now.toEpochMilli();
    this.source = source;
  }

  /// A variant just read from disk, for the request that wanted it.
  static Variant recalled(StoredResponse response, Instant now) {
    return new Variant(response, now, Source.DISK);
  }

  /// Where its content was found.
  public Source source() {
    return source;
  }

  /// The response itself.
  public StoredResponse response() {
    return response;
  }

  /// Marks it used; called for every hit, so it writes only when the millisecond is another.
  public void use(Instant now) {
    long millis = now.toEpochMilli();
    if (millis != lastUsedMillis) {
      lastUsedMillis = millis;
    }
  }

  long lastUsedMillis() {
    return lastUsedMillis;
  }

  /// What `make` makes of the response, made once; two threads that come first at the same time may
  /// each make their own.
  public <T> T ready(Class<T> type, Function<StoredResponse, T> make) {
    Object made = ready;
    if (type.isInstance(made)) {
      return type.cast(made);
    }
    T fresh = make.apply(response);
    ready = fresh;
    return fresh;
  }
}
