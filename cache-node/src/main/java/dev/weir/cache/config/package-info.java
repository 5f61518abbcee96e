/// A node's configuration: one file in the dialect of squid.conf, read whole, checked whole, and
/// printed back with origins.
@NullMarked
package dev.weir.cache.config;

import org.jspecify.annotations.NullMarked;
