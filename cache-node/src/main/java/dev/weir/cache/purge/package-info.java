/// What operators, unsafe requests and siblings may make invalid, how they say it, and what is
/// remembered of it.
@NullMarked
package dev.weir.cache.purge;

import org.jspecify.annotations.NullMarked;
