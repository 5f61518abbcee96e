/// Host and path to the route that serves them.
@NullMarked
package dev.weir.edge.route;

import org.jspecify.annotations.NullMarked;
