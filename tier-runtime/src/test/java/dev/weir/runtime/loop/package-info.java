@NullMarked
package dev.weir.runtime.loop;

import org.jspecify.annotations.NullMarked;
