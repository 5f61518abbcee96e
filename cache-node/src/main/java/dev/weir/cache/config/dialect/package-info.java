/// The language of squid.conf below its directives: lines, words, variables, quantities, and faults
/// with positions.
@NullMarked
package dev.weir.cache.config.dialect;

import org.jspecify.annotations.NullMarked;
