/// Parts of representations the node does not hold whole: kept apart from whole responses, joined
/// where they belong together, and used for what they cover (RFC 9111 §3.3, §3.4).
@NullMarked
package dev.weir.cache.partial;

import org.jspecify.annotations.NullMarked;
