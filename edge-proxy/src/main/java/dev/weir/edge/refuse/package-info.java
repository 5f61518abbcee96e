/// The answers the edge gives itself: error pages as HTML or problem details.
@NullMarked
package dev.weir.edge.refuse;

import org.jspecify.annotations.NullMarked;
