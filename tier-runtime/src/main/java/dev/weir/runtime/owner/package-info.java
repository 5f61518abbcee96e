/// Which node of a cluster a URL belongs to, and who stands in for it: the same arithmetic wherever
/// it is asked, at the edge and in the nodes.
@NullMarked
package dev.weir.runtime.owner;

import org.jspecify.annotations.NullMarked;
