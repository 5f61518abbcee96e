/// A cluster whose nodes route and speak ICP by the code of real ones, over a simulated network.
@NullMarked
package dev.weir.workbench.bench.cluster.simulated;

import org.jspecify.annotations.NullMarked;
