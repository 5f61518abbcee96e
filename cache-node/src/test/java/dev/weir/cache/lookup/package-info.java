/// Tests of what the store says to those who ask.
@NullMarked
package dev.weir.cache.lookup;

import org.jspecify.annotations.NullMarked;
