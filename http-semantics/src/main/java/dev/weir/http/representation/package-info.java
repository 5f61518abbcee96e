/// Which representation, and which part of it, a request is answered with: preconditions, ranges,
/// content codings (RFC 9110 §12–14).
@NullMarked
package dev.weir.http.representation;

import org.jspecify.annotations.NullMarked;
