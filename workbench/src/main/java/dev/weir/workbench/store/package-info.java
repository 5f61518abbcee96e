/// Looking into a directory of stored responses from outside: `weir store`.
@NullMarked
package dev.weir.workbench.store;

import org.jspecify.annotations.NullMarked;
