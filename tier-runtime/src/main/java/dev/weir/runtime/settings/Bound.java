package dev.weir.runtime.settings;

import org.jspecify.annotations.Nullable;

/// What became of a node: a value (perhaps null), or a fault already reported.
sealed interface Bound {

  record Value(@Nullable Object value) implements Bound {}

  record Failed() implements Bound {}

  Bound FAILED = new Failed();
}
