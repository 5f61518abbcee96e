/// Validating a configuration file without running it.
@NullMarked
package dev.weir.workbench.check;

import org.jspecify.annotations.NullMarked;
