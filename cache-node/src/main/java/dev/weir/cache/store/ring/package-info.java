/// The disk tier: a ring of segment files that survives its process.
@NullMarked
package dev.weir.cache.store.ring;

import org.jspecify.annotations.NullMarked;
