/// `weir shadow`: tries rules beside those in force on a running node.
@NullMarked
package dev.weir.workbench.shadow;

import org.jspecify.annotations.NullMarked;
