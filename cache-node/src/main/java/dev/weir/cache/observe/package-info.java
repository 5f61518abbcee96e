/// What the node tells its operator: the access log, the counters and the admin pages.
@NullMarked
package dev.weir.cache.observe;

import org.jspecify.annotations.NullMarked;
