/// What processes take of the machine's memory.
@NullMarked
package dev.weir.workbench.memory;

import org.jspecify.annotations.NullMarked;
