/// Asks the origin about hits, now and then, to measure how many were outdated.
@NullMarked
package dev.weir.cache.probe;

import org.jspecify.annotations.NullMarked;
