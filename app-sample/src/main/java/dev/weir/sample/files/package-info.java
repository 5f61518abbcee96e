/// Files served by the application itself, as one does before somebody in front of it does.
@NullMarked
package dev.weir.sample.files;

import org.jspecify.annotations.NullMarked;
