/// `weir purge` against real nodes.
@NullMarked
package dev.weir.workbench.purge;

import org.jspecify.annotations.NullMarked;
