/// The whole stack on one machine: every tier, two sibling nodes, and a look at what happens.
@NullMarked
package dev.weir.workbench.demo;

import org.jspecify.annotations.NullMarked;
