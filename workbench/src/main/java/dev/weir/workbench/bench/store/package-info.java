/// What the store of a cache node costs and keeps: `weir bench store`.
@NullMarked
package dev.weir.workbench.bench.store;

import org.jspecify.annotations.NullMarked;
