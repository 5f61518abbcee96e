/// One exchange with the next hop: a request goes out, a response or the exact way it failed comes
/// back, and nobody waits for it on a thread.
@NullMarked
package dev.weir.runtime.upstream;

import org.jspecify.annotations.NullMarked;
