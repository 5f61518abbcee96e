package dev.weir.http.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A list of items in parentheses, itself with parameters (RFC 9651 §3.1.1); the text is its
/// serialisation.
public record InnerList(List<Item> items, Map<String, BareItem> parameters) implements Member {

  public InnerList {
    items = List.copyOf(items);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  @Override
  public String toString() {
    return items.stream().map(Item::toString).collect(Collectors.joining(" ", "(", ")"))
        + StructuredFields.renderParameters(parameters);
  }
}
