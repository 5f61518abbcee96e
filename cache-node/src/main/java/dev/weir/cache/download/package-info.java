/// Content while it arrives from upstream: kept for the store, read along by any number of clients.
@NullMarked
package dev.weir.cache.download;

import org.jspecify.annotations.NullMarked;
