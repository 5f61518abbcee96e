package dev.weir.cache.store.index;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.NoVarySearch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The keys of stored responses that do not vary on all of their query, by the URI without it
/// (draft-ietf-httpbis-no-vary-search). Under one path only so many are remembered, the newest.
///
/// Changes come one at a time, under its owner's lock; lookups take no lock.
final class QueryIndex {

  /// Those of one path that share a rule differ in what counts, so pages of one list, say.
  static final int MOST_PER_PATH = 64;

  private final ConcurrentMap<String, List<Candidate>> byPath = new ConcurrentHashMap<>();

  private record Candidate(CacheKey key, NoVarySearch rule, String canonical) {}

  /// What is stored under a key has become something else; none of either is an empty list.
  void changed(CacheKey key, List<Related> before, List<Related> after) {
    List<Candidate> fresh = candidates(key, after);
    if (fresh.isEmpty() && candidates(key, before).isEmpty()) {
      return;
    }
    byPath.compute(
        withoutQuery(key),
        (path, known) -> {
          List<Candidate> all = new ArrayList<>(fresh);
          for (Candidate other : known == null ? List.<Candidate>of() : known) {
            if (!other.key().equals(key) && all.size() < MOST_PER_PATH) {
              all.add(other);
            }
          }
          return all.isEmpty() ? null : List.copyOf(all);
        });
  }

  /// The keys of responses that answer for `key` too, the newest first; without `key` itself.
  List<CacheKey> equivalents(CacheKey key) {
    if (byPath.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates = byPath.get(withoutQuery(key));
    if (candidates == null) {
      return List.of();
    }
    List<CacheKey> found = new ArrayList<>();
    NoVarySearch rule = NoVarySearch.DEFAULT;
    String canonical = rule.canonical(key);
    for (Candidate candidate : candidates) {
      if (!candidate.rule().equals(rule)) {
        rule = candidate.rule();
        canonical = rule.canonical(key);
      }
      if (candidate.canonical().equals(canonical) && !candidate.key().equals(key)) {
        found.add(candidate.key());
      }
    }
    return found;
  }

  private static List<Candidate> candidates(CacheKey key, List<Related> responses) {
    List<Candidate> candidates = new ArrayList<>(0);
    for (Related response : responses) {
      NoVarySearch rule = response.rule();
      if (!rule.equals(NoVarySearch.DEFAULT)) {
        candidates.add(new Candidate(key, rule, rule.canonical(key)));
      }
    }
    return candidates;
  }

  private static String withoutQuery(CacheKey key) {
    int mark = key.uri().indexOf('?');
    return mark < 0 ? key.uri() : key.uri().substring(0, mark);
  }
}
