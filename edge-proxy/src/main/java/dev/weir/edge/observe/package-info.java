/// What happened to each request: access log, error log, metrics.
@NullMarked
package dev.weir.edge.observe;

import org.jspecify.annotations.NullMarked;
