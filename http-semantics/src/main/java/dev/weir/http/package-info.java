/// The vocabulary of RFC 9110, 9111, 9209, 9211, 9213 and 9875 as types: JDK only, no I/O.
@NullMarked
package dev.weir.http;

import org.jspecify.annotations.NullMarked;
