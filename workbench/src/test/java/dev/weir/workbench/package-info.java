/// Tests of the weir command as a whole.
@NullMarked
package dev.weir.workbench;

import org.jspecify.annotations.NullMarked;
