/// The programs under measurement, as processes of their own, and what they take of the machine.
@NullMarked
package dev.weir.workbench.bench.stack;

import org.jspecify.annotations.NullMarked;
