/// The same work on Weir and on the servers people use today, alternating.
@NullMarked
package dev.weir.workbench.bench.peers;

import org.jspecify.annotations.NullMarked;
