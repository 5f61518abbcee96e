package dev.weir.edge.files;

import dev.weir.http.FieldSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// A request's fields as Jetty parsed them, read in our vocabulary.
record RequestFields(HttpFields fields) implements FieldSource {

  private static final Set<HttpHeader> CONDITIONS =
      Collections.unmodifiableSet(
          EnumSet.of(
              HttpHeader.RANGE,
              HttpHeader.IF_NONE_MATCH,
              HttpHeader.IF_MODIFIED_SINCE,
              HttpHeader.IF_MATCH,
              HttpHeader.IF_UNMODIFIED_SINCE));

  @Override
  public List<String> lines(String name) {
    if (!fields.contains(name)) {
      return List.of();
    }
    return fields.getFields(name).stream().map(RequestFields::value).toList();
  }

  @Override
  public @Nullable String first(String name) {
    HttpField field = fields.getField(name);
    return field == null ? null : value(field);
  }

  /// True if anything but the representation as a whole may be the answer.
  boolean areConditional() {
    for (HttpField field : fields) {
      HttpHeader header = field.getHeader();
      if (header != null && CONDITIONS.contains(header)) {
        return true;
      }
    }
    return false;
  }

  /// Jetty has null where a line has no value.
  private static String value(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
