/// What tuning costs: how fast logs are replayed, in how much memory, and what trying rules on a
/// running node takes from it.
@NullMarked
package dev.weir.workbench.bench.tune;

import org.jspecify.annotations.NullMarked;
