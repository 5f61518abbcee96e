/// Tests of the replay.
@NullMarked
package dev.weir.workbench.tune.replay;

import org.jspecify.annotations.NullMarked;
