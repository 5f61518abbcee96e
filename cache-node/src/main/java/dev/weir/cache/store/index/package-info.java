/// Ways to find stored responses other than by their key: by the groups they belong to, and by the
/// queries they do not vary on.
@NullMarked
package dev.weir.cache.store.index;

import org.jspecify.annotations.NullMarked;
