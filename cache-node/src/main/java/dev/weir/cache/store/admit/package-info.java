/// Who is let into a tier that is full.
@NullMarked
package dev.weir.cache.store.admit;

import org.jspecify.annotations.NullMarked;
