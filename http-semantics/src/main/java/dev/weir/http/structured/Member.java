package dev.weir.http.structured;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member of a list or dictionary (RFC 9651 §3.1, §3.2).
public sealed interface Member permits Item, InnerList {

  /// In order of first appearance; a repeated key has its last value.
  Map<String, BareItem> parameters();

  default @Nullable BareItem parameter(String key) {
    return parameters().get(key);
  }
}
