package dev.weir.edge;

import dev.weir.runtime.settings.Default;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A record of settings as JSON Schema (draft 2020-12): its keys, which of them must be there, and
/// the kinds of their values. What a text must look like is left to `weir check`.
final class SettingsSchema {

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class);

  /// Any value may be a variable.
  private static final String VARIABLE = "{\"type\": \"string\", \"pattern\": \"[$][{]\"}";

  private SettingsSchema() {}

  static String of(Class<? extends Record> settings, String title) {
    return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \""
        + title
        + "\",\n"
        + keys(settings, "  ")
        + "\n}\n";
  }

  private static String keys(Class<?> settings, String indent) {
    List<String> required = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    for (RecordComponent component : settings.getRecordComponents()) {
      Default given = component.getAnnotation(Default.class);
      if (given == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add('"' + component.getName() + '"');
      }
      properties.add(
          indent
              + "  \""
              + component.getName()
              + "\": {"
              + value(component.getGenericType(), indent + "    ")
              + (given == null ? "" : ", \"description\": " + quoted("default " + given.value()))
              + "}");
    }
    return indent
        + "\"type\": \"object\",\n"
        + indent
        + "\"additionalProperties\": false,\n"
        + indent
        + "\"required\": ["
        + String.join(", ", required)
        + "],\n"
        + indent
        + "\"properties\": {\n"
        + String.join(",\n", properties)
        + "\n"
        + indent
        + "}";
  }

  /// The members of a value's schema.
  private static String value(Type type, String indent) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      String below = "{" + value(arguments[arguments.length - 1], indent + "  ") + "}";
      return generic.getRawType() == Map.class
          ? "\"type\": \"object\", \"additionalProperties\": " + below
          : "\"type\": \"array\", \"items\": " + below;
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() && !isOneWord(plain)
        ? "\n" + keys(plain, indent) + "\n" + indent.substring(2)
        : scalar(plain);
  }

  private static String scalar(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return anyOf("{\"type\": \"boolean\"}, {\"enum\": [\"on\", \"off\", \"yes\", \"no\"]}");
    }
    if (NUMBERS.contains(type)) {
      return anyOf("{\"type\": \"number\"}");
    }
    if (type.isEnum()) {
      return anyOf(
          Arrays.stream(type.getEnumConstants())
              .map(constant ->
                  quoted(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-')))
              .collect(Collectors.joining(", ", "{\"enum\": [", "]}")));
    }
    return "\"type\": [\"string\", \"number\", \"boolean\"]";
  }

  private static String anyOf(String schemas) {
    return "\"anyOf\": [" + schemas + ", " + VARIABLE + "]";
  }

  /// A type with `parse(String)` is written as one word.
  static boolean isOneWord(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals("parse")
          && method.getReturnType() == type
          && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})) {
        return true;
      }
    }
    return false;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
