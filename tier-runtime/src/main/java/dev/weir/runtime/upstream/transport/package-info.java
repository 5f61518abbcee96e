/// HTTP/1.1 towards upstreams: pools of connections, and one request and its response on one of
/// them; used by the package above only.
@NullMarked
package dev.weir.runtime.upstream.transport;

import org.jspecify.annotations.NullMarked;
