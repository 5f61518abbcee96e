/// What each refresh rule does to live traffic.
@NullMarked
package dev.weir.cache.observe.rules;

import org.jspecify.annotations.NullMarked;
