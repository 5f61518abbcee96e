/// An in-process memcached server for machines on which no memcached is installed.
@NullMarked
package dev.weir.sample.memcached;

import org.jspecify.annotations.NullMarked;
