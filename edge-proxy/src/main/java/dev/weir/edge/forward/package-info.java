/// One exchange with the chosen upstream: fields both ways, streaming both ways, retries, aborts.
@NullMarked
package dev.weir.edge.forward;

import org.jspecify.annotations.NullMarked;
