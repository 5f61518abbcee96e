/// Ways to find what is stored: where on disk it is, by the groups it belongs to, and by the
/// queries it does not vary on.
@NullMarked
package dev.weir.cache.store.index;

import org.jspecify.annotations.NullMarked;
