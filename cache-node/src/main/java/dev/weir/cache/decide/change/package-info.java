/// What a response does to what is stored already, as pure functions: a 304 updates it, the answer
/// to an unsafe request makes it invalid.
@NullMarked
package dev.weir.cache.decide.change;

import org.jspecify.annotations.NullMarked;
