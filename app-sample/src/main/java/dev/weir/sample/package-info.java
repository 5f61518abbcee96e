/// A picture gallery: pages from SQL, fragments cached in memcached.
@NullMarked
package dev.weir.sample;

import org.jspecify.annotations.NullMarked;
