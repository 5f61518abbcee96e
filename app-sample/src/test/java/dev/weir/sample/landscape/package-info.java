/// Draws the demonstration's pictures and prepares its static files.
@NullMarked
package dev.weir.sample.landscape;

import org.jspecify.annotations.NullMarked;
