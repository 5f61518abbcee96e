/// The pictures, albums and comments in SQL, and the revisions that say when they changed.
@NullMarked
package dev.weir.sample.gallery;

import org.jspecify.annotations.NullMarked;
