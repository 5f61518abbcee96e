/// A shared HTTP cache in Squid's role.
@NullMarked
package dev.weir.cache;

import org.jspecify.annotations.NullMarked;
