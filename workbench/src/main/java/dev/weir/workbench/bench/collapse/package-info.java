/// `weir bench collapse`: what a crowd that asks for one URL at once costs its origin and waits,
/// measured at our node and, where it is installed, at Squid.
@NullMarked
package dev.weir.workbench.bench.collapse;

import org.jspecify.annotations.NullMarked;
