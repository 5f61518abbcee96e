/// A cluster whose nodes route and speak ICP by the code of real ones, over a network and in a time
/// that are computed.
@NullMarked
package dev.weir.workbench.bench.cluster.simulated;

import org.jspecify.annotations.NullMarked;
