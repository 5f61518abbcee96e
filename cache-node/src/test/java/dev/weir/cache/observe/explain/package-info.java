@NullMarked
package dev.weir.cache.observe.explain;

import org.jspecify.annotations.NullMarked;
