package dev.weir.runtime.settings;

import dev.weir.runtime.settings.yaml.Faults;
import dev.weir.runtime.settings.yaml.Place;
import dev.weir.runtime.settings.yaml.Variables;
import dev.weir.runtime.settings.yaml.YamlNode;
import dev.weir.runtime.settings.yaml.YamlReader;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Environment variables laid over a file: each replaces the value at the path its name spells.
final class EnvironmentOverlay {

  private static final String FILE_SUFFIX = "_FILE";

  private final String prefix;
  private final Map<String, String> overrides;
  private final Faults faults;

  EnvironmentOverlay(String prefix, Map<String, String> overrides, Faults faults) {
    this.prefix = prefix;
    this.overrides = overrides;
    this.faults = faults;
  }

  YamlNode over(Class<? extends Record> type, YamlNode.Mapping file) {
    YamlNode result = file;
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      String variable = override.getKey();
      Place place = Place.of("environment variable " + variable);
      String words = variable.substring(prefix.length() + 1);
      @Nullable List<String> path = path(type, words, result);
      @Nullable String text = override.getValue();
      if (path == null && words.endsWith(FILE_SUFFIX)) {
        path = path(type, words.substring(0, words.length() - FILE_SUFFIX.length()), result);
        text = path == null ? text : content(text, place);
      }
      if (path == null) {
        faults.add(place, "", "no such setting; " + Suggestion.instead(words, names(type)));
      } else if (text != null) {
        result = put(result, path, value(text, place), place);
      }
    }
    return result;
  }

  private @Nullable String content(String file, Place place) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | IllegalArgumentException e) {
      faults.add(
          place,
          "",
          "the file "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); correct its name");
      return null;
    }
  }

  private YamlNode value(String text, Place place) {
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return new YamlNode.Scalar(place, text);
    }
    @Nullable YamlNode node =
        new YamlReader(place.source(), new Variables(Map.of()), faults).read(text);
    return node == null ? new YamlNode.Unreadable(place) : node;
  }

  /// The steps that `words` spell below `type`, or null when they spell none.
  private static @Nullable List<String> path(Type type, String words, @Nullable YamlNode node) {
    if (words.isEmpty()) {
      return List.of();
    }
    List<String> steps = new ArrayList<>(steps(type, words, node));
    // The longest name first: of HTTP and HTTP2, HTTP2 must not be read as HTTP and a rest.
    steps.sort(Comparator.comparingInt(String::length).reversed());
    for (String step : steps) {
      String spelled = spelled(step);
      boolean whole = words.equals(spelled);
      if (whole || words.startsWith(spelled + "_")) {
        String rest = whole ? "" : words.substring(spelled.length() + 1);
        @Nullable List<String> below = path(below(type, step), rest, child(node, step));
        if (below != null) {
          return Stream.concat(Stream.of(step), below.stream()).toList();
        }
      }
    }
    return null;
  }

  private static List<String> steps(Type type, String words, @Nullable YamlNode node) {
    return switch (type) {
      case Class<?> plain when plain.isRecord() ->
          Arrays.stream(plain.getRecordComponents()).map(RecordComponent::getName).toList();
      case ParameterizedType generic when generic.getRawType() == Map.class ->
          node instanceof YamlNode.Mapping mapping && !mapping.entries().isEmpty()
              ? List.copyOf(mapping.entries().keySet())
              : List.of(words.split("_", 2)[0].toLowerCase(Locale.ROOT));
      case ParameterizedType _ -> {
        String first = words.split("_", 2)[0];
        yield first.matches("\\d{1,4}") ? List.of(first) : List.of();
      }
      default -> List.of();
    };
  }

  private static Type below(Type type, String step) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return arguments[arguments.length - 1];
    }
    return Arrays.stream(((Class<?>) type).getRecordComponents())
        .filter(component -> component.getName().equals(step))
        .findFirst()
        .orElseThrow()
        .getGenericType();
  }

  private static @Nullable YamlNode child(@Nullable YamlNode node, String step) {
    if (node instanceof YamlNode.Mapping mapping) {
      YamlNode.@Nullable Entry entry = mapping.entries().get(step);
      return entry == null ? null : entry.value();
    }
    if (node instanceof YamlNode.Sequence sequence
        && Integer.parseInt(step) < sequence.items().size()) {
      return sequence.items().get(Integer.parseInt(step));
    }
    return null;
  }

  private YamlNode put(@Nullable YamlNode node, List<String> path, YamlNode value, Place place) {
    if (path.isEmpty()) {
      return value;
    }
    String step = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    boolean index = step.matches("\\d+");
    if (node instanceof YamlNode.Sequence || (index && !(node instanceof YamlNode.Mapping))) {
      return item(node, Integer.parseInt(step), rest, value, place);
    }
    Map<String, YamlNode.Entry> entries =
        node instanceof YamlNode.Mapping mapping
            ? new LinkedHashMap<>(mapping.entries())
            : new LinkedHashMap<>();
    entries.put(step, new YamlNode.Entry(place, put(child(node, step), rest, value, place)));
    return new YamlNode.Mapping(node == null ? place : node.place(), entries);
  }

  private YamlNode item(
      @Nullable YamlNode node, int index, List<String> rest, YamlNode value, Place place) {
    List<YamlNode> items =
        node instanceof YamlNode.Sequence sequence
            ? new ArrayList<>(sequence.items())
            : new ArrayList<>();
    if (index > items.size()) {
      faults.add(place, "", "the list has " + items.size() + " items; the next is " + items.size());
    } else if (index == items.size()) {
      items.add(put(null, rest, value, place));
    } else {
      items.set(index, put(items.get(index), rest, value, place));
    }
    return new YamlNode.Sequence(node == null ? place : node.place(), items);
  }

  /// `idleTimeout` as `IDLE_TIMEOUT`.
  private static String spelled(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(EnvironmentOverlay::spelled)
        .toList();
  }
}
