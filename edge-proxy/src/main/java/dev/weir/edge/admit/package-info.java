/// May this request enter? Who sends it, is it sound, has it been here before.
@NullMarked
package dev.weir.edge.admit;

import org.jspecify.annotations.NullMarked;
