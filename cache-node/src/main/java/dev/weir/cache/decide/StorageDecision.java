package dev.weir.cache.decide;

import dev.weir.cache.entry.StoredFacts;
import java.util.Set;

/// Whether a response is kept.
public sealed interface StorageDecision {
  /// Why.
  Reason reason();

  /// Keep it.
  ///
  /// @param reason what it would be called if it were asked for at once, fresh or stale
  /// @param facts to store it with; for a negative answer not those it came with
  /// @param omittedFields lower-case names of fields the stored copy must not have; this client
  ///   still gets them
  record Store(Reason reason, StoredFacts facts, Set<String> omittedFields)
      implements StorageDecision {
    /// Copies the names.
    public Store {
      omittedFields = Set.copyOf(omittedFields);
    }
  }

  /// Pass it on and forget it.
  record DoNotStore(Reason reason) implements StorageDecision {}
}
