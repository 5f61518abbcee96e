/// One exchange with the next hop: which sibling or parent in which order, what is said to it, and
/// whom to try next.
@NullMarked
package dev.weir.cache.forward;

import org.jspecify.annotations.NullMarked;
