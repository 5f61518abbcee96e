/// Which server of an upstream group answers now: addresses, health, turns, room, retry budget.
@NullMarked
package dev.weir.edge.balance;

import org.jspecify.annotations.NullMarked;
