/// Structured field values: items, lists and dictionaries with parameters, read and written (RFC
/// 9651).
@NullMarked
package dev.weir.http.structured;

import org.jspecify.annotations.NullMarked;
