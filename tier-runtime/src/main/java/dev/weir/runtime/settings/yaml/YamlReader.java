package dev.weir.runtime.settings.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads one YAML document into a tree, variables replaced, double keys and anchors refused.
///
/// Anchors are refused because a value that stands somewhere else has no place of its own to
/// report.
public final class YamlReader {

  private final String source;
  private final Variables variables;
  private final Faults faults;

  public YamlReader(String source, Variables variables, Faults faults) {
    this.source = source;
    this.variables = variables;
    this.faults = faults;
  }

  /// The tree, an empty mapping for an empty document, or null when the text is no YAML (then a
  /// fault was added).
  public @Nullable YamlNode read(String text) {
    try (YAMLParser parser =
        (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return new YamlNode.Mapping(new Place(source, 1, 1), Map.of());
      }
      YamlNode root = node(parser, "");
      if (parser.nextToken() != null) {
        faults.add(place(parser), "", "a second document; a file holds one");
        return null;
      }
      return root;
    } catch (JacksonException e) {
      SyntaxFault fault = SyntaxFault.of(e);
      faults.add(new Place(source, fault.line(), fault.column()), "", fault.what());
      return null;
    }
  }

  private YamlNode node(YAMLParser parser, String path) {
    JsonToken token = Objects.requireNonNull(parser.currentToken());
    Place place = place(parser);
    refuseAnchor(parser, path);
    if (parser.isCurrentAlias()) {
      return new YamlNode.Unreadable(place);
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, place, path);
      case START_ARRAY -> sequence(parser, place, path);
      case VALUE_NULL -> new YamlNode.Nothing(place);
      default -> scalar(parser.getString(), place, path);
    };
  }

  private YamlNode scalar(String text, Place place, String path) {
    @Nullable String expanded = variables.expand(text, place, path, faults);
    return expanded == null ? new YamlNode.Unreadable(place) : new YamlNode.Scalar(place, expanded);
  }

  private YamlNode sequence(YAMLParser parser, Place place, String path) {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, child(path, Integer.toString(items.size()))));
    }
    return new YamlNode.Sequence(place, items);
  }

  private YamlNode mapping(YAMLParser parser, Place place, String path) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = Objects.requireNonNull(parser.currentName());
      Place keyPlace = place(parser);
      parser.nextToken();
      YamlNode value = node(parser, child(path, key));
      YamlNode.@Nullable Entry first =
          entries.putIfAbsent(key, new YamlNode.Entry(keyPlace, value));
      if (first != null) {
        faults.add(
            keyPlace,
            child(path, key),
            "written twice, first in line " + first.keyPlace().line() + "; keep one");
      }
    }
    return new YamlNode.Mapping(place, entries);
  }

  private void refuseAnchor(YAMLParser parser, String path) {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      faults.add(place(parser), path, "anchors and aliases are not supported; write the value out");
    }
  }

  private Place place(YAMLParser parser) {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Place(source, location.getLineNr(), location.getColumnNr());
  }

  /// The path of a key or index below `path`.
  public static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
