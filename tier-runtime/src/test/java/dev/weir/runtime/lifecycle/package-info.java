@NullMarked
package dev.weir.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
