/// Taking stored responses out, or making them stale, because an operator says so.
@NullMarked
package dev.weir.cache.purge;

import org.jspecify.annotations.NullMarked;
