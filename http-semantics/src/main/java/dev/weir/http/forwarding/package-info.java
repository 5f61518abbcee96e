/// Who stood between us and the client: addresses and networks, Forwarded, X-Forwarded-For and Via.
@NullMarked
package dev.weir.http.forwarding;

import org.jspecify.annotations.NullMarked;
