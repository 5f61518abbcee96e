/// One report against another: what changed, and what is only noise.
@NullMarked
package dev.weir.workbench.bench.compare;

import org.jspecify.annotations.NullMarked;
