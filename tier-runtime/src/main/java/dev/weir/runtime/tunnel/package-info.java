/// Octets of another protocol than HTTP, passed between a client and an upstream that agreed on it
/// (RFC 9110 §7.8).
@NullMarked
package dev.weir.runtime.tunnel;

import org.jspecify.annotations.NullMarked;
