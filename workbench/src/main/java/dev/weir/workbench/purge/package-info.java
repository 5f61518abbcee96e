/// `weir purge`: takes stored responses out of running nodes.
@NullMarked
package dev.weir.workbench.purge;

import org.jspecify.annotations.NullMarked;
