/// Internet Cache Protocol version 2 (RFC 2186): the wire format, the node's one UDP endpoint, the
/// questions it asks and the answers it gives.
@NullMarked
package dev.weir.cache.peer.icp;

import org.jspecify.annotations.NullMarked;
