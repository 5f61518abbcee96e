package dev.weir.runtime.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys a file may have at all, each with the record it belongs to, for those written in the
/// wrong place.
final class KnownKeys {

  /// Key to where it stands first, as in messages: `the top level`, `upstreams.*`.
  private final Map<String, String> homes = new LinkedHashMap<>();

  KnownKeys(Class<? extends Record> root) {
    collect(root, "");
  }

  /// What to write instead of an unknown key of `type`.
  String instead(String written, Class<?> type) {
    List<String> here =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    if (Suggestion.nearest(written, here) == null) {
      @Nullable String home = homes.get(written);
      if (home != null) {
        return "it belongs to " + home + ", check the indentation";
      }
    }
    return Suggestion.instead(written, here);
  }

  private void collect(Class<?> type, String path) {
    for (RecordComponent component : type.getRecordComponents()) {
      homes.putIfAbsent(component.getName(), path.isEmpty() ? "the top level" : path);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      descend(component.getGenericType(), path.isEmpty() ? name : path + "." + name);
    }
  }

  private void descend(Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      descend(arguments[arguments.length - 1], path + ".*");
    } else if (type instanceof Class<?> plain && plain.isRecord() && !ScalarTypes.parses(plain)) {
      collect(plain, path);
    }
  }
}
