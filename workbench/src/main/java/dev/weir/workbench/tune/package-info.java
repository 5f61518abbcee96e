/// `weir tune`: what a change of cache rules would have done to traffic already seen.
@NullMarked
package dev.weir.workbench.tune;

import org.jspecify.annotations.NullMarked;
