package dev.weir.cache.fetch;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;

/// What requests must have in common to be given one answer: the URI, and the values of what is
/// known to tell its variants apart.
///
/// @param guess by the Vary of what was last stored; the answer may turn out to vary on something
///   else
record FetchKey(CacheKey key, SelectingFields guess) {}
