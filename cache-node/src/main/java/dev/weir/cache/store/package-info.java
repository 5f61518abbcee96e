/// Where stored responses live: a byte-bounded memory tier and, behind it, a disk tier.
@NullMarked
package dev.weir.cache.store;

import org.jspecify.annotations.NullMarked;
