/// The choice of a server as a pure function of turns, health and room, with its reason.
@NullMarked
package dev.weir.edge.balance.choose;

import org.jspecify.annotations.NullMarked;
