package dev.weir.cache.fetch;

import dev.weir.cache.partial.PartialResponse;

/// What is held of a representation with a part joined to it.
///
/// @param isForAll whether others than who brought the part may be given it: it may be stored
public record Grown(PartialResponse response, boolean isForAll) {}
