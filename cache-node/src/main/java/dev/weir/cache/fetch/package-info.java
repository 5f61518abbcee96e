/// Asking upstream on the cache's own account: one fetch per key that clients share, and what its
/// outcome means for them.
@NullMarked
package dev.weir.cache.fetch;

import org.jspecify.annotations.NullMarked;
