package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.settings.Default;
import dev.weir.testing.RepositoryRoot;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The document of the edge against the records it describes.
final class SettingsDocumentTest {

  @Test
  void everySettingHasItsRowWithItsDefault() throws IOException {
    List<String> rows = Files.readAllLines(RepositoryRoot.folder().resolve("docs/edge.md"));
    Map<String, String> defaults = new TreeMap<>();
    collect(EdgeSettings.class, "", defaults);

    assertThat(defaults)
        .isNotEmpty()
        .allSatisfy((key, defaultValue) ->
            assertThat(rows)
                .as(key)
                .anyMatch(
                    row -> row.startsWith("| `" + key + "` |") && row.contains(defaultValue)));
  }

  /// The schema for editors is made of the records: where it is not, it is written anew and has to
  /// be looked at.
  @Test
  void schemaIsThatOfTheRecords() throws IOException {
    Path file = RepositoryRoot.folder().resolve("docs/edge.schema.json");
    String schema = SettingsSchema.of(EdgeSettings.class, "Configuration of a Weir edge");
    String shipped = Files.exists(file) ? Files.readString(file) : "";
    if (!shipped.equals(schema)) {
      Files.writeString(file, schema);
    }

    assertThat(shipped).isEqualTo(schema);
  }

  /// Keys of a record and of what is below it; a default that is a list, a record or quoted is told
  /// in words.
  private static void collect(Class<?> settings, String prefix, Map<String, String> defaults) {
    for (RecordComponent component : settings.getRecordComponents()) {
      String key = prefix + component.getName();
      Default given = component.getAnnotation(Default.class);
      String value = given == null ? "" : given.value();
      defaults.put(key, value.matches("[\\w/-].*") ? "| `" + value + "` |" : "");
      below(component.getGenericType(), key, defaults);
    }
  }

  private static void below(Type type, String key, Map<String, String> defaults) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      String step = generic.getRawType() == Map.class ? ".NAME" : "[]";
      below(arguments[arguments.length - 1], key + step, defaults);
    } else if (type instanceof Class<?> record
        && record.isRecord()
        && !SettingsSchema.isOneWord(record)) {
      collect(record, key + ".", defaults);
    }
  }
}
