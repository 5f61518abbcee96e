/// Load as visitors make it: page views that begin when they are due, whatever became of the ones
/// before.
@NullMarked
package dev.weir.workbench.bench.load;

import org.jspecify.annotations.NullMarked;
