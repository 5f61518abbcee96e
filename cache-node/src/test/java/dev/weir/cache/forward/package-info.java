/// Tests of sending requests to peers.
@NullMarked
package dev.weir.cache.forward;

import org.jspecify.annotations.NullMarked;
