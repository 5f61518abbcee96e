/// The client-facing tier: static files, routing, balancing, forwarding.
@NullMarked
package dev.weir.edge;

import org.jspecify.annotations.NullMarked;
