/// What nodes that know the siblings' secret can show each other: that a message, or a request, is
/// one of theirs.
@NullMarked
package dev.weir.cache.secret;

import org.jspecify.annotations.NullMarked;
