/// The decisions of the cache against a slow second cache written from RFC 9111 alone: random
/// requests, responses and clocks, and both must do the same.
@NullMarked
package dev.weir.cache.model;

import org.jspecify.annotations.NullMarked;
