/// Tests of reading configuration files.
@NullMarked
package dev.weir.workbench.run;

import org.jspecify.annotations.NullMarked;
