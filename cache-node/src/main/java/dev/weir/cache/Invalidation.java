package dev.weir.cache;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.store.ResponseStore;
import dev.weir.http.Methods;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Drops what a successful unsafe request has made untrue: the target, and what the answer names as
/// its result, on the same origin (RFC 9111 §4.4).
final class Invalidation {

  private final ResponseStore store;
  private final Fetching fetching;

  Invalidation(ResponseStore store, Fetching fetching) {
    this.store = store;
    this.fetching = fetching;
  }

  void after(Ask ask, Answer answer) {
    if (Methods.isSafe(ask.method()) || answer.status() < 200 || answer.status() >= 400) {
      return;
    }
    drop(ask.key());
    drop(named(ask.key(), answer.fields().first("Location")));
    drop(named(ask.key(), answer.fields().first("Content-Location")));
  }

  private void drop(@Nullable CacheKey key) {
    if (key != null) {
      fetching.overtaken(key);
      store.invalidate(key);
    }
  }

  /// The key a reference names, null when it is none or of another origin: no site may drop what
  /// belongs to another.
  private static @Nullable CacheKey named(CacheKey target, @Nullable String reference) {
    if (reference == null) {
      return null;
    }
    try {
      URI resolved = new URI(target.uri()).resolve(new URI(reference));
      URI bare = new URI(resolved.getScheme(), resolved.getRawAuthority(), null, null, null);
      String pathAndQuery =
          resolved.getRawQuery() == null
              ? resolved.getRawPath()
              : resolved.getRawPath() + "?" + resolved.getRawQuery();
      CacheKey key = CacheKey.of(bare.getScheme(), bare.getRawAuthority(), pathAndQuery);
      return key.authority().equals(target.authority()) ? key : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Not a reference we could have stored anything under.
      return null;
    }
  }
}
