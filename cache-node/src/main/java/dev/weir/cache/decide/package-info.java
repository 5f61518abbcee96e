/// The judgement of the cache as pure functions: may a stored response be used, may a response be
/// stored, and why.
@NullMarked
package dev.weir.cache.decide;

import org.jspecify.annotations.NullMarked;
