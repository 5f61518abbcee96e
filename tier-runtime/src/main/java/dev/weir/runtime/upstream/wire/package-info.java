/// Sockets to upstreams: how an address becomes a connected socket, and how one is read and written
/// without waiting.
@NullMarked
package dev.weir.runtime.upstream.wire;

import org.jspecify.annotations.NullMarked;
