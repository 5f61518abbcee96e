package dev.weir.cache.fetch;

import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.forward.Answer;

/// A response of which the head has arrived, judged.
///
/// @param answer the head as received
/// @param facts what freshness will be judged by
/// @param storage whether it is kept
public record Fetched(Answer answer, StoredFacts facts, StorageDecision storage) {

  /// Whether it is kept, if its content arrives whole.
  public boolean isKept() {
    return storage instanceof StorageDecision.Store;
  }
}
