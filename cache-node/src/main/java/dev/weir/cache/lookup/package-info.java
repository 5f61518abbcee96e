/// From a request to its cache key, and from the key to the stored response whose selecting fields
/// match.
@NullMarked
package dev.weir.cache.lookup;

import org.jspecify.annotations.NullMarked;
