/// A network and a time that are computed: machines, datagrams, connections, what delays and loses
/// them.
@NullMarked
package dev.weir.workbench.bench.cluster.network;

import org.jspecify.annotations.NullMarked;
