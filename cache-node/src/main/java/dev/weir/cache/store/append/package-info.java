/// The writing side of the ring: one thread appends, reclaims what is oldest, and loads what was
/// there before.
@NullMarked
package dev.weir.cache.store.append;

import org.jspecify.annotations.NullMarked;
