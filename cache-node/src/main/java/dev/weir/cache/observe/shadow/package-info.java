/// Rules tried on a node's own traffic before they are in force: a candidate kept beside the live
/// rules on a sample of the keys, in metadata alone.
@NullMarked
package dev.weir.cache.observe.shadow;

import org.jspecify.annotations.NullMarked;
