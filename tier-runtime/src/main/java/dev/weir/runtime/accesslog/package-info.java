/// The access log: one immutable record per request, written by one thread, never waited for.
@NullMarked
package dev.weir.runtime.accesslog;

import org.jspecify.annotations.NullMarked;
