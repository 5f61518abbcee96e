/// Tests of the readers of logs.
@NullMarked
package dev.weir.workbench.tune.log;

import org.jspecify.annotations.NullMarked;
