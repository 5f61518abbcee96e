/// What stands in the head of a forwarded message: fields kept, dropped and added, target, framing.
@NullMarked
package dev.weir.edge.forward.fields;

import org.jspecify.annotations.NullMarked;
