/// The way into a cache node in the edge's own process: a call, where else a connection would be.
@NullMarked
package dev.weir.edge.forward.local;

import org.jspecify.annotations.NullMarked;
