package dev.weir.runtime.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Text to values: what a single YAML value can become.
final class ScalarTypes {

  private static final Map<Class<?>, Function<String, Object>> READERS =
      Map.ofEntries(
          Map.entry(String.class, text -> text),
          Map.entry(int.class, text -> Math.toIntExact(number(text, Integer.MAX_VALUE))),
          Map.entry(Integer.class, text -> Math.toIntExact(number(text, Integer.MAX_VALUE))),
          Map.entry(long.class, text -> number(text, Long.MAX_VALUE)),
          Map.entry(Long.class, text -> number(text, Long.MAX_VALUE)),
          Map.entry(double.class, ScalarTypes::fraction),
          Map.entry(Double.class, ScalarTypes::fraction),
          Map.entry(boolean.class, ScalarTypes::onOrOff),
          Map.entry(Boolean.class, ScalarTypes::onOrOff),
          Map.entry(Duration.class, DurationText::parse),
          Map.entry(Path.class, ScalarTypes::path),
          Map.entry(URI.class, ScalarTypes::uri));

  private ScalarTypes() {}

  /// Whether a single value can be read as that type.
  static boolean parses(Class<?> type) {
    return READERS.containsKey(type) || type.isEnum() || parseMethod(type) != null;
  }

  /// @throws IllegalArgumentException when the text does not fit the type, saying what would
  static Object parse(Class<?> type, String text) {
    @Nullable Function<String, Object> reader = READERS.get(type);
    if (reader != null) {
      return reader.apply(text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    @Nullable Method method = parseMethod(type);
    if (method == null) {
      throw new IllegalStateException(type + " has no static parse(String)");
    }
    return invoke(method, text);
  }

  /// `ROUND_ROBIN` as settings write it: `round-robin`.
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long number(String text, long largest) {
    if (!text.matches("-?\\d+")) {
      throw new IllegalArgumentException("not a whole number; write digits only, like 8080");
    }
    try {
      long value = Long.parseLong(text);
      if (value <= largest && value >= -largest) {
        return value;
      }
    } catch (NumberFormatException _) {
      // More digits than a long has: too large as well.
    }
    throw new IllegalArgumentException("too large; at most " + largest);
  }

  private static Object fraction(String text) {
    if (!text.matches("-?\\d+(\\.\\d+)?")) {
      throw new IllegalArgumentException("not a number; write it like 0.25");
    }
    return Double.valueOf(text);
  }

  private static Object path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path; " + e.getReason(), e);
    }
  }

  private static Object uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URI; " + e.getReason(), e);
    }
  }

  private static Object onOrOff(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "yes", "true" -> true;
      case "off", "no", "false" -> false;
      default -> throw new IllegalArgumentException("neither on nor off; write one of them");
    };
  }

  private static Object constant(Class<?> type, String text) {
    List<Enum<?>> constants =
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList();
    for (Enum<?> constant : constants) {
      if (name(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> names = constants.stream().map(ScalarTypes::name).toList();
    throw new IllegalArgumentException("unknown value; " + Suggestion.instead(text, names));
  }

  private static @Nullable Method parseMethod(Class<?> type) {
    try {
      Method method = type.getMethod("parse", String.class);
      boolean fits =
          Modifier.isStatic(method.getModifiers()) && type.isAssignableFrom(method.getReturnType());
      method.setAccessible(true);
      return fits ? method : null;
    } catch (NoSuchMethodException _) {
      return null;
    }
  }

  private static Object invoke(Method method, String text) {
    try {
      @Nullable Object value = method.invoke(null, text);
      if (value == null) {
        throw new IllegalArgumentException("not a valid " + method.getReturnType().getSimpleName());
      }
      return value;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(
            Objects.toString(refused.getMessage(), "not acceptable"), refused);
      }
      throw new IllegalStateException(method + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is not accessible", e);
    }
  }
}
