/// The node's ICP endpoint: the questions it asks its siblings and the answers it gives them (RFC
/// 2186, RFC 2187).
@NullMarked
package dev.weir.cache.peer.icp;

import org.jspecify.annotations.NullMarked;
