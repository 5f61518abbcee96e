/// What simulated clusters are put through, and what came of it.
@NullMarked
package dev.weir.workbench.bench.cluster.cases;

import org.jspecify.annotations.NullMarked;
