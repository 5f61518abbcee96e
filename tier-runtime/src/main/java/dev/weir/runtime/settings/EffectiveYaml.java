package dev.weir.runtime.settings;

import dev.weir.runtime.settings.yaml.YamlNode;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints settings as YAML that reads back to the same settings, each value with a comment on its
/// origin.
final class EffectiveYaml {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./:+@%=-]*(?<!:)");
  private static final Pattern AMBIGUOUS =
      Pattern.compile("(?i)null|~|true|false|\\.nan|[-+]?\\.inf");

  private final @Nullable YamlNode file;

  EffectiveYaml(@Nullable YamlNode file) {
    this.file = file;
  }

  String print(Record settings) {
    StringBuilder out = new StringBuilder();
    entries(components(settings), file, "", out);
    return out.toString();
  }

  private void entries(
      Map<String, @Nullable Object> entries,
      @Nullable YamlNode node,
      String indent,
      StringBuilder out) {
    entries.forEach((key, value) -> {
      out.append(indent).append(text(key)).append(':');
      value(value, child(node, key), indent + "  ", out);
    });
  }

  private void value(
      @Nullable Object value, @Nullable YamlNode node, String indent, StringBuilder out) {
    @Nullable String inline = inline(value);
    if (inline != null) {
      out.append(' ').append(inline).append("  # ").append(origin(node)).append('\n');
    } else if (value instanceof Collection<?> items) {
      out.append('\n');
      int index = 0;
      for (Object item : items) {
        item(item, child(node, Integer.toString(index++)), indent, out);
      }
    } else {
      out.append('\n');
      entries(asEntries(value), node, indent, out);
    }
  }

  /// A record in a list: its first key stands behind the dash.
  private void item(Object item, @Nullable YamlNode node, String indent, StringBuilder out) {
    StringBuilder lines = new StringBuilder();
    if (inline(item) != null) {
      out.append(indent).append('-');
      value(item, node, indent + "  ", out);
    } else {
      entries(asEntries(item), node, indent + "  ", lines);
      out.append(indent).append("- ").append(lines.substring(indent.length() + 2));
    }
  }

  private static Map<String, @Nullable Object> asEntries(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
      return entries;
    }
    if (value instanceof Record nested) {
      return components(nested);
    }
    throw new IllegalStateException(value + " is no setting");
  }

  /// The value on one line, or null when it needs lines of its own.
  private static @Nullable String inline(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Hidden _ -> "\"***\"";
      case Boolean flag -> flag ? "on" : "off";
      case Number number -> number.toString();
      case Duration duration -> DurationText.format(duration);
      case Enum<?> constant -> ScalarTypes.name(constant);
      case Collection<?> items when items.stream().allMatch(item -> inline(item) != null) ->
          items.stream().map(EffectiveYaml::inline).collect(Collectors.joining(", ", "[", "]"));
      case Collection<?> _ -> null;
      case Map<?, ?> map -> map.isEmpty() ? "{}" : null;
      case Record nested when !readsBack(nested) -> null;
      default -> text(value.toString());
    };
  }

  /// Whether a record is written as one value: when its text reads back to it.
  private static boolean readsBack(Record value) {
    try {
      return ScalarTypes.parses(value.getClass())
          ? ScalarTypes.parse(value.getClass(), value.toString()).equals(value)
          : interfaceReadsBack(value);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean interfaceReadsBack(Record value) {
    for (Class<?> type : value.getClass().getInterfaces()) {
      if (ScalarTypes.parses(type)) {
        return ScalarTypes.parse(type, value.toString()).equals(value);
      }
    }
    return false;
  }

  private static String text(String text) {
    if (PLAIN.matcher(text).matches() && !AMBIGUOUS.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c < ' ') {
            quoted.append("\\x%02x".formatted(c));
          } else if (c == '$') {
            quoted.append("$$");
          } else {
            quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
          }
        });
    return quoted.append('"').toString();
  }

  /// Stands for a value that must not be printed.
  private record Hidden() {}

  private static Map<String, @Nullable Object> components(Record settings) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        @Nullable Object value = component.getAccessor().invoke(settings);
        boolean hidden = value != null && component.isAnnotationPresent(Secret.class);
        values.put(component.getName(), hidden ? new Hidden() : value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
    return values;
  }

  private static String origin(@Nullable YamlNode node) {
    if (node == null || node instanceof YamlNode.Nothing) {
      return "default";
    }
    return node.place().line() == 0 ? node.place().source() : "line " + node.place().line();
  }

  private static @Nullable YamlNode child(@Nullable YamlNode node, String step) {
    if (node instanceof YamlNode.Mapping mapping) {
      YamlNode.@Nullable Entry entry = mapping.entries().get(step);
      return entry == null ? null : entry.value();
    }
    if (node instanceof YamlNode.Sequence sequence) {
      int index = Integer.parseInt(step);
      return index < sequence.items().size() ? sequence.items().get(index) : null;
    }
    return null;
  }
}
