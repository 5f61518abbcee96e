/// Where on disk everything is: the index of the ring, held in memory.
@NullMarked
package dev.weir.cache.store.index;

import org.jspecify.annotations.NullMarked;
