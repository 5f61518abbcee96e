package dev.weir.edge.admit;

import dev.weir.http.FieldSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// A field section as Jetty parsed it, read in our vocabulary.
public record ReceivedFields(HttpFields fields) implements FieldSource {

  @Override
  public List<String> lines(String name) {
    if (!fields.contains(name)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (HttpField field : fields) {
      if (field.is(name)) {
        lines.add(value(field));
      }
    }
    return lines;
  }

  @Override
  public @Nullable String first(String name) {
    HttpField field = fields.getField(name);
    return field == null ? null : value(field);
  }

  @Override
  public boolean contains(String name) {
    return fields.contains(name);
  }

  /// Jetty has null where a line has no value.
  public static String value(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
