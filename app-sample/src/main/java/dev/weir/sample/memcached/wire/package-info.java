/// Command lines, data blocks and replies of the memcached text protocol, within limits.
@NullMarked
package dev.weir.sample.memcached.wire;

import org.jspecify.annotations.NullMarked;
