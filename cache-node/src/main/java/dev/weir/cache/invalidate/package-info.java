/// Making stored responses invalid, here and at the siblings: because of unsafe requests, and
/// because operators or siblings say so.
@NullMarked
package dev.weir.cache.invalidate;

import org.jspecify.annotations.NullMarked;
