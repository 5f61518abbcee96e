/// What has no peer and is held to a limit of its own: how long a start takes, and the memory of
/// the whole demo.
@NullMarked
package dev.weir.workbench.bench.limit;

import org.jspecify.annotations.NullMarked;
