/// The stored items of the in-process memcached and the one lock around them.
@NullMarked
package dev.weir.sample.memcached.item;

import org.jspecify.annotations.NullMarked;
