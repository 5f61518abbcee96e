/// The client's side of one request: what was asked, how to answer it, and what the log will say
/// about it.
@NullMarked
package dev.weir.cache.exchange;

import org.jspecify.annotations.NullMarked;
