/// The page that shows a node at work, and what it is fed with.
@NullMarked
package dev.weir.cache.observe.dashboard;

import org.jspecify.annotations.NullMarked;
