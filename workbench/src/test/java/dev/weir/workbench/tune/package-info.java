/// Tests of `weir tune`.
@NullMarked
package dev.weir.workbench.tune;

import org.jspecify.annotations.NullMarked;
