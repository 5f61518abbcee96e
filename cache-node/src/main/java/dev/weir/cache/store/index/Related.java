package dev.weir.cache.store.index;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.entry.query.NoVarySearch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What else than its key a stored response can be found by.
///
/// @param key its key
/// @param groups those it belongs to (RFC 9875)
/// @param rule which parts of queries it does not vary on
public record Related(CacheKey key, CacheGroups groups, NoVarySearch rule) {

  /// Of a response; null when there is nothing but its key, as it is with most.
  public static @Nullable Related of(StoredResponse response) {
    CacheGroups groups = CacheGroups.of(response.fields());
    NoVarySearch rule = NoVarySearch.of(response.fields());
    return groups.isEmpty() && rule.equals(NoVarySearch.DEFAULT)
        ? null
        : new Related(response.key(), groups, rule);
  }

  /// Of several responses.
  public static List<Related> of(List<StoredResponse> responses) {
    return responses.stream().map(Related::of).filter(Objects::nonNull).toList();
  }
}
