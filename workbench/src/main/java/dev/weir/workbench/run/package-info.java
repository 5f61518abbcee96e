/// Running one tier from its configuration file.
@NullMarked
package dev.weir.workbench.run;

import org.jspecify.annotations.NullMarked;
