/// `weir shadow` against a real node.
@NullMarked
package dev.weir.workbench.shadow;

import org.jspecify.annotations.NullMarked;
