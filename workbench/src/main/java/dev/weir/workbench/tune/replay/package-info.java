/// Rehearses rule sets on a log: the production decisions on a virtual clock, and a careful account
/// of what the log proves about the origin.
@NullMarked
package dev.weir.workbench.tune.replay;

import org.jspecify.annotations.NullMarked;
