package dev.weir.runtime.settings.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One value of a YAML document.
public sealed interface YamlNode {

  Place place();

  /// How the value is called in messages, on one line: `"text"`, `a list`, …
  String kind();

  /// Text as written, before any meaning is given to it.
  record Scalar(Place place, String text) implements YamlNode {

    private static final int SHOWN = 60;

    @Override
    public String kind() {
      String line = text.replaceAll("\\p{Cntrl}+", " ");
      return "\"" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "\"";
    }
  }

  /// A value that could not be read; why is among the faults already.
  record Unreadable(Place place) implements YamlNode {

    @Override
    public String kind() {
      return "what cannot be read";
    }
  }

  /// A key without a value, `null` or `~`.
  record Nothing(Place place) implements YamlNode {

    @Override
    public String kind() {
      return "nothing";
    }
  }

  record Sequence(Place place, List<YamlNode> items) implements YamlNode {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// Entries in the order written.
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /// A value and the place of its key.
  record Entry(Place keyPlace, YamlNode value) {}
}
