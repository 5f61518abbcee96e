/// Where commands work: the folder of this `weir`, and folders for as long as one runs.
@NullMarked
package dev.weir.workbench.place;

import org.jspecify.annotations.NullMarked;
