package dev.weir.cache.fetch;

import dev.weir.cache.forward.Answer;
import dev.weir.cache.store.Variant;
import org.jspecify.annotations.Nullable;

/// A stored response after a 304 found it good.
///
/// @param own for the client whose request brought the 304: with every field of it
/// @param shared for everybody else, as it is stored now; null when it may not be kept any longer
record Freshened(Variant own, @Nullable Variant shared) {

  /// What it comes to for who is given one of the two.
  FetchOutcome outcome(Variant given, Answer answer, FetchOutcome.Share share) {
    return shared == null
        ? new FetchOutcome.ValidatedOnce(given, answer)
        : new FetchOutcome.Validated(given, answer, share);
  }
}
