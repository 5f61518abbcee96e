package dev.weir.sample.web;

import dev.weir.http.FieldSource;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// Jetty's fields of a request, read with our words.
final class RequestFields implements FieldSource {

  private final HttpFields fields;

  RequestFields(HttpFields fields) {
    this.fields = fields;
  }

  @Override
  public List<String> lines(String name) {
    return fields.getValuesList(name);
  }

  @Override
  public @Nullable String first(String name) {
    return fields.get(name);
  }
}
