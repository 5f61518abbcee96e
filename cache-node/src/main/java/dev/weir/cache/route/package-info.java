/// Who is asked, and in which order: a sibling that says it has a copy, then the parents.
@NullMarked
package dev.weir.cache.route;

import org.jspecify.annotations.NullMarked;
