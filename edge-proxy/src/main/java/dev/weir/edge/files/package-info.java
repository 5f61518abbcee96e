/// Answers GET and HEAD from a folder: whole, in parts, or not at all when the client's copy is
/// current.
@NullMarked
package dev.weir.edge.files;

import org.jspecify.annotations.NullMarked;
