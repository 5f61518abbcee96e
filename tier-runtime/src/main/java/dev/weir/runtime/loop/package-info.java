/// The selectors of a tier, shared by the connections it accepts and those it opens.
@NullMarked
package dev.weir.runtime.loop;

import org.jspecify.annotations.NullMarked;
