/// Tells why a request was, or would be, answered as it is.
@NullMarked
package dev.weir.cache.observe.explain;

import org.jspecify.annotations.NullMarked;
