package dev.weir.cache.exchange;

import dev.weir.http.FieldLine;
import dev.weir.http.FieldSource;
import dev.weir.http.Fields;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// A received field section as Jetty holds it, read in our terms.
public record JettyFields(HttpFields fields) implements FieldSource {

  @Override
  public List<String> lines(String name) {
    String sole = null;
    for (HttpField field : fields) {
      if (field.is(name)) {
        if (sole != null) {
          return fields.getValuesList(name);
        }
        sole = valueOf(field);
      }
    }
    return sole == null ? List.of() : List.of(sole);
  }

  @Override
  public @Nullable String first(String name) {
    for (HttpField field : fields) {
      if (field.is(name)) {
        return valueOf(field);
      }
    }
    return null;
  }

  /// The lines whose names, in lower case, are wanted.
  public JettyFields filtered(Predicate<String> wanted) {
    HttpFields.Mutable left = HttpFields.build();
    for (HttpField field : fields) {
      if (wanted.test(field.getLowerCaseName())) {
        left.add(field);
      }
    }
    return new JettyFields(left.asImmutable());
  }

  /// The same lines in a section of our own.
  public Fields copy() {
    Fields.Builder copy = Fields.builder();
    for (HttpField field : fields) {
      copy.add(new FieldLine(field.getName(), valueOf(field)));
    }
    return copy.build();
  }

  /// Jetty reads an empty value as null.
  private static String valueOf(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
