package dev.weir.runtime.settings;

import dev.weir.runtime.settings.yaml.Faults;
import dev.weir.runtime.settings.yaml.Place;
import dev.weir.runtime.settings.yaml.Variables;
import dev.weir.runtime.settings.yaml.YamlNode;
import dev.weir.runtime.settings.yaml.YamlReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes records of YAML nodes and reports everything that does not fit.
final class RecordBinder {

  private final Faults faults;

  RecordBinder(Faults faults) {
    this.faults = faults;
  }

  Bound bind(Type type, YamlNode node, String path) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class ->
          list(generic.getActualTypeArguments()[0], node, path);
      case ParameterizedType generic when generic.getRawType() == Set.class ->
          set(generic, node, path);
      case ParameterizedType generic when generic.getRawType() == Map.class ->
          map(generic, node, path);
      case Class<?> plain when plain.isRecord() && !(node instanceof YamlNode.Scalar) ->
          record(plain, node, path);
      case Class<?> plain -> scalar(plain, node, path);
      default -> throw new IllegalStateException("a setting cannot have the type " + type);
    };
  }

  private Bound scalar(Class<?> type, YamlNode node, String path) {
    if (!(node instanceof YamlNode.Scalar(Place place, String text))) {
      faults.add(node.place(), path, "expected a single value, found " + node.kind());
      return Bound.FAILED;
    }
    if (type.isRecord() && !ScalarTypes.parses(type)) {
      faults.add(place, path, "expected " + keys(type) + ", found " + node.kind());
      return Bound.FAILED;
    }
    try {
      return new Bound.Value(ScalarTypes.parse(type, text));
    } catch (IllegalArgumentException e) {
      faults.add(place, path, node.kind() + ": " + e.getMessage());
      return Bound.FAILED;
    }
  }

  private Bound set(ParameterizedType type, YamlNode node, String path) {
    return list(type.getActualTypeArguments()[0], node, path) instanceof Bound.Value(Object value)
        ? new Bound.Value(
            Collections.unmodifiableSet(
                new LinkedHashSet<>((List<?>) Objects.requireNonNull(value))))
        : Bound.FAILED;
  }

  private Bound list(Type elementType, YamlNode node, String path) {
    if (!(node instanceof YamlNode.Sequence(Place _, List<YamlNode> items))) {
      faults.add(
          node.place(), path, "expected a list, found " + node.kind() + "; write [ … ] or - lines");
      return Bound.FAILED;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Bound item = bind(elementType, items.get(i), YamlReader.child(path, Integer.toString(i)));
      if (item instanceof Bound.Value(Object value) && value != null) {
        values.add(value);
      }
    }
    return values.size() == items.size() ? new Bound.Value(List.copyOf(values)) : Bound.FAILED;
  }

  private Bound map(ParameterizedType type, YamlNode node, String path) {
    if (!(node instanceof YamlNode.Mapping(Place _, Map<String, YamlNode.Entry> entries))) {
      faults.add(node.place(), path, "expected names with values, found " + node.kind());
      return Bound.FAILED;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach((key, entry) -> {
      Bound bound =
          bind(type.getActualTypeArguments()[1], entry.value(), YamlReader.child(path, key));
      if (bound instanceof Bound.Value(Object value) && value != null) {
        values.put(key, value);
      }
    });
    return values.size() == entries.size()
        ? new Bound.Value(Collections.unmodifiableMap(values))
        : Bound.FAILED;
  }

  private Bound record(Class<?> type, YamlNode node, String path) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      faults.add(node.place(), path, "expected " + keys(type) + ", found " + node.kind());
      return Bound.FAILED;
    }
    RecordComponent[] components = type.getRecordComponents();
    boolean complete = knownKeys(mapping, names(components), path);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Bound bound = component(components[i], mapping, path);
      if (bound instanceof Bound.Value(Object value)) {
        values[i] = value;
      } else {
        complete = false;
      }
    }
    return complete ? construct(type, values, mapping, path) : Bound.FAILED;
  }

  private boolean knownKeys(YamlNode.Mapping mapping, List<String> known, String path) {
    boolean all = true;
    for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        all = false;
        faults.add(
            entry.getValue().keyPlace(),
            YamlReader.child(path, entry.getKey()),
            "unknown key; " + Suggestion.instead(entry.getKey(), known));
      }
    }
    return all;
  }

  private Bound component(RecordComponent component, YamlNode.Mapping mapping, String path) {
    String childPath = YamlReader.child(path, component.getName());
    YamlNode.@Nullable Entry entry = mapping.entries().get(component.getName());
    if (entry != null && !(entry.value() instanceof YamlNode.Nothing)) {
      return bind(component.getGenericType(), entry.value(), childPath);
    }
    @Nullable Default otherwise = component.getAnnotation(Default.class);
    if (otherwise != null) {
      return bind(component.getGenericType(), read(otherwise.value(), component), childPath);
    }
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return new Bound.Value(null);
    }
    if (entry != null || !misspelt(component, mapping)) {
      faults.add(
          entry == null ? mapping.place() : entry.keyPlace(), childPath, "required, but not given");
    }
    return Bound.FAILED;
  }

  /// Whether the key was written with a slip, which is a fault of its own already.
  private static boolean misspelt(RecordComponent component, YamlNode.Mapping mapping) {
    List<String> known = names(component.getDeclaringRecord().getRecordComponents());
    return mapping.entries().keySet().stream()
        .filter(key -> !known.contains(key))
        .anyMatch(key -> component.getName().equals(Suggestion.nearest(key, known)));
  }

  private static YamlNode read(String text, RecordComponent component) {
    Faults ours = new Faults();
    String source = "default of " + component.getName();
    @Nullable YamlNode node = new YamlReader(source, new Variables(Map.of()), ours).read(text);
    if (node == null || !ours.isEmpty()) {
      throw new IllegalStateException("@Default(\"" + text + "\") is no YAML: " + ours.found());
    }
    return node;
  }

  private Bound construct(
      Class<?> type, @Nullable Object[] values, YamlNode.Mapping mapping, String path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Bound.Value(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        refuse(Objects.toString(refused.getMessage(), "not acceptable"), mapping, path);
        return Bound.FAILED;
      }
      throw new IllegalStateException("the constructor of " + type + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  /// A message that begins with the name of a key, or with the path of one below it such as
  /// `routes.1.upstream`, belongs to the value there.
  private void refuse(String message, YamlNode.Mapping mapping, String path) {
    int blank = message.indexOf(' ');
    String steps = blank < 0 ? "" : message.substring(0, blank);
    YamlNode at = mapping;
    for (String step : steps.split("\\.")) {
      @Nullable YamlNode child = child(at, step);
      if (child == null) {
        faults.add(mapping.place(), path, message);
        return;
      }
      at = child;
    }
    faults.add(at.place(), YamlReader.child(path, steps), message.substring(blank + 1));
  }

  private static @Nullable YamlNode child(YamlNode parent, String step) {
    return switch (parent) {
      case YamlNode.Mapping(Place _, Map<String, YamlNode.Entry> entries) -> {
        YamlNode.@Nullable Entry entry = entries.get(step);
        yield entry == null ? null : entry.value();
      }
      case YamlNode.Sequence(Place _, List<YamlNode> items) ->
          step.matches("[0-9]{1,6}") && Integer.parseInt(step) < items.size()
              ? items.get(Integer.parseInt(step))
              : null;
      default -> null;
    };
  }

  private static String keys(Class<?> type) {
    return "the keys " + String.join(", ", names(type.getRecordComponents()));
  }

  private static List<String> names(RecordComponent[] components) {
    return Arrays.stream(components).map(RecordComponent::getName).toList();
  }
}
