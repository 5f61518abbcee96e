/// What a folder holds under a path, looked up safely and remembered for a second.
@NullMarked
package dev.weir.edge.files.tree;

import org.jspecify.annotations.NullMarked;
