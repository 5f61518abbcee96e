package dev.weir.runtime.settings.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts variables into text, as Compose does: `${NAME}`, `${NAME:-default}` (also when empty), `$$`
/// for a dollar.
public final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\$|\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\{)");

  private final Map<String, String> values;

  public Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /// The text with every reference replaced; null when one cannot be, which is a fault at `place`.
  public @Nullable String expand(String text, Place place, String path, Faults faults) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      @Nullable String replacement = replacement(matcher, place, path, faults);
      if (replacement == null) {
        return null;
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
    }
    return matcher.appendTail(expanded).toString();
  }

  private @Nullable String replacement(Matcher matcher, Place place, String path, Faults faults) {
    if (matcher.group().equals("$$")) {
      return "$";
    }
    @Nullable String name = matcher.group(1);
    if (name == null) {
      faults.add(
          place, path, "a variable is written ${NAME} or ${NAME:-default}; write $$ for a dollar");
      return null;
    }
    @Nullable String value = values.get(name);
    @Nullable String otherwise = matcher.group(2);
    if (otherwise != null) {
      return value == null || value.isEmpty() ? otherwise.replace("$$", "$") : value;
    }
    if (value == null) {
      faults.add(
          place,
          path,
          "the variable " + name + " is not set; set it, or give a default: ${" + name + ":-…}");
      return null;
    }
    return value;
  }
}
