package dev.weir.http.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A bare item with its parameters (RFC 9651 §3.3); the text is its serialisation.
public record Item(BareItem value, Map<String, BareItem> parameters) implements Member {

  public Item {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static Item of(BareItem value) {
    return new Item(value, Map.of());
  }

  @Override
  public String toString() {
    return value + StructuredFields.renderParameters(parameters);
  }
}
