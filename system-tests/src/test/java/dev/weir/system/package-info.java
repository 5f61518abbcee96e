/// Whole stacks: real processes, real peers, real files.
@NullMarked
package dev.weir.system;

import org.jspecify.annotations.NullMarked;
