/// How nodes tell their siblings what has become invalid: over HTTP on a listener of its own,
/// signed with a secret all of them know.
@NullMarked
package dev.weir.cache.tell;

import org.jspecify.annotations.NullMarked;
