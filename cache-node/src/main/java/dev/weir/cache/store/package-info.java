/// Where stored responses live: a byte-bounded memory tier.
@NullMarked
package dev.weir.cache.store;

import org.jspecify.annotations.NullMarked;
