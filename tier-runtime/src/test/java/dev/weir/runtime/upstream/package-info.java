/// Upstream exchanges against a scripted origin on real sockets.
@NullMarked
package dev.weir.runtime.upstream;

import org.jspecify.annotations.NullMarked;
