/// What a node has learned about one peer: does it answer, how fast, does it connect, does it tell
/// the truth.
@NullMarked
package dev.weir.cache.peer.health;

import org.jspecify.annotations.NullMarked;
