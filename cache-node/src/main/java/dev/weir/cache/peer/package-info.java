/// Who stands beside and above this node: siblings and parents, where they are, whether they live,
/// what they were worth so far.
@NullMarked
package dev.weir.cache.peer;

import org.jspecify.annotations.NullMarked;
