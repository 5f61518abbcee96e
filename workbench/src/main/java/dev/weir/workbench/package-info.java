/// The weir command.
@NullMarked
package dev.weir.workbench;

import org.jspecify.annotations.NullMarked;
