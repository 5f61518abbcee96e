/// Drawings of clusters, readable on light and on dark paper.
@NullMarked
package dev.weir.workbench.bench.cluster.picture;

import org.jspecify.annotations.NullMarked;
