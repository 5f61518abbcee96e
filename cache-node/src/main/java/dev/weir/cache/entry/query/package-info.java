/// Query strings: which of their parameters tell resources apart.
@NullMarked
package dev.weir.cache.entry.query;

import org.jspecify.annotations.NullMarked;
