/// `weir explain`: why a request is answered as it is.
@NullMarked
package dev.weir.workbench.explain;

import org.jspecify.annotations.NullMarked;
