/// `weir bench cluster`: what neighbours in trouble cost the clients of a node, how evenly URLs are
/// divided, measured at our node and, where it is installed, at Squid, and what becomes of larger
/// clusters, simulated.
@NullMarked
package dev.weir.workbench.bench.cluster;

import org.jspecify.annotations.NullMarked;
