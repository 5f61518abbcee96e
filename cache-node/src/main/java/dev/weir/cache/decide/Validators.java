package dev.weir.cache.decide;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.EntityTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a stored response is validated with (RFC 9111 §4.3.1).
///
/// @param etag for If-None-Match; null for none
/// @param modifiedSince for If-Modified-Since; null for none
public record Validators(@Nullable EntityTag etag, @Nullable Instant modifiedSince) {

  /// The validators of a stored response. Squid leaves weak tags out and takes the time of
  /// generation for want of Last-Modified.
  public static Validators of(StoredFacts stored, FreshnessMode mode) {
    EntityTag etag = stored.etag();
    return switch (mode) {
      case SQUID ->
          new Validators(etag == null || etag.weak() ? null : etag, stored.modificationTime());
      case RFC9111 -> new Validators(etag, stored.lastModified());
    };
  }

  /// Whether there is nothing to validate with, so that a whole response must be fetched.
  public boolean isEmpty() {
    return etag == null && modifiedSince == null;
  }
}
