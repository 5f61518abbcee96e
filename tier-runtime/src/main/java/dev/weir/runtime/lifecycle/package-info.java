/// What every tier program is: it starts, says whether it is ready, drains, and closes on a signal.
@NullMarked
package dev.weir.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
