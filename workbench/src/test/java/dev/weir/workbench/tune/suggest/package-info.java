/// Tests of suggested rules.
@NullMarked
package dev.weir.workbench.tune.suggest;

import org.jspecify.annotations.NullMarked;
