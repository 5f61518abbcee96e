/// Saying it to the client: stored responses, responses still arriving, and the node's own error
/// pages.
@NullMarked
package dev.weir.cache.deliver;

import org.jspecify.annotations.NullMarked;
