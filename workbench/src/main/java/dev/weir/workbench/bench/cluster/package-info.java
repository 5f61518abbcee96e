/// `weir bench cluster`: what neighbours in trouble cost the clients of a node, and how evenly URLs
/// are divided, measured at our node and, where it is installed, at Squid.
@NullMarked
package dev.weir.workbench.bench.cluster;

import org.jspecify.annotations.NullMarked;
