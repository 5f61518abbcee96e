/// What is running.
@NullMarked
package dev.weir.workbench.version;

import org.jspecify.annotations.NullMarked;
