package dev.weir.cache.store;

import dev.weir.cache.entry.StoredResponse;
import org.jspecify.annotations.Nullable;

/// What is asked about everything read back from disk: it may have become untrue while nobody could
/// take it out, the node being down, or the disk not yet known.
@FunctionalInterface
public interface RecallJudgement {

  /// Nothing has become untrue.
  RecallJudgement NONE = recalled -> recalled;

  /// The response as it may be used: as it is, made stale, or null when it may not be used. Called
  /// by threads that read; must not wait.
  @Nullable StoredResponse judged(StoredResponse recalled);
}
