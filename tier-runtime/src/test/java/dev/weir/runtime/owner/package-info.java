/// Tests of who owns what.
@NullMarked
package dev.weir.runtime.owner;

import org.jspecify.annotations.NullMarked;
