@NullMarked
package dev.weir.runtime.listen;

import org.jspecify.annotations.NullMarked;
