package dev.weir.runtime.settings;

import dev.weir.runtime.settings.yaml.YamlNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;

/// The words of faults: what is wrong, a semicolon, what to do.
final class Wording {

  private Wording() {}

  /// A value that its type cannot be made of.
  static String unreadable(YamlNode node, IllegalArgumentException why) {
    String message = String.valueOf(why.getMessage());
    return message.contains("; ")
        ? node.kind() + ": " + message
        : node.kind() + " is not accepted; " + message;
  }

  /// A value that a record does not take; its message mostly says already what would do.
  static String refused(YamlNode node, String message) {
    if (message.contains("; ")) {
      return message;
    }
    return message
        + (node instanceof YamlNode.Scalar
            ? "; found " + node.kind()
            : "; correct what stands here");
  }

  /// How to write a key that is missing.
  static String toGive(RecordComponent component) {
    String name = component.getName();
    if (component.getGenericType() instanceof ParameterizedType type) {
      boolean isList =
          type.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw);
      return "add " + name + (isList ? " with a list" : " with names and values");
    }
    boolean nested = component.getType().isRecord() && !ScalarTypes.parses(component.getType());
    return nested ? "add " + name + " with its keys" : "add " + name + ": …";
  }
}
