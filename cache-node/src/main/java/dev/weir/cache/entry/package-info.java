/// The nouns of the cache: keys, stored responses, their contents, and the facts freshness is
/// judged by.
@NullMarked
package dev.weir.cache.entry;

import org.jspecify.annotations.NullMarked;
