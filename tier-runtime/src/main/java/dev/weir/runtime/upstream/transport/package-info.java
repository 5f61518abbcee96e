/// Jetty's HTTP client, bent where a proxy must be stricter, more patient or more literal than a
/// client: used by the package above only.
@NullMarked
package dev.weir.runtime.upstream.transport;

import org.jspecify.annotations.NullMarked;
