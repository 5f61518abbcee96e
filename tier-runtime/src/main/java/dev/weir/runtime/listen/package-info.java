/// The listening side of a tier: connectors, TLS, HTTP/1.1 and HTTP/2 strictness, deadlines, plain
/// error answers.
@NullMarked
package dev.weir.runtime.listen;

import org.jspecify.annotations.NullMarked;
