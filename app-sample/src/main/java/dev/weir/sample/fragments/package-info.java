/// Rendered pages and query results kept in memcached, with no stampede when one of them is
/// missing.
@NullMarked
package dev.weir.sample.fragments;

import org.jspecify.annotations.NullMarked;
