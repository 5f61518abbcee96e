/// Internet Cache Protocol version 2 on the wire (RFC 2186): messages, octets, and why a datagram
/// is not one.
@NullMarked
package dev.weir.cache.peer.wire;

import org.jspecify.annotations.NullMarked;
