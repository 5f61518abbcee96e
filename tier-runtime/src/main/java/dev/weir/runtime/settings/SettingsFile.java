package dev.weir.runtime.settings;

import dev.weir.runtime.settings.yaml.Faults;
import dev.weir.runtime.settings.yaml.Place;
import dev.weir.runtime.settings.yaml.Variables;
import dev.weir.runtime.settings.yaml.YamlNode;
import dev.weir.runtime.settings.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One settings file: YAML that becomes a record, strictly.
///
/// A record component is a key. Its type says how the value is written:
///
/// - text, numbers, `on`/`off` (also `yes`/`no`, `true`/`false`), enum constants as `round-robin`;
/// - [java.time.Duration] as `250ms`, `30s`, `1h30m`; [ByteSize]; [java.nio.file.Path];
///   [java.net.URI];
/// - every type with a static `parse(String)` that throws [IllegalArgumentException] or gives null
///   for what it cannot read;
/// - records, lists, sets, and maps with text as keys.
///
/// [Default] gives the value of a key that is not written, `@Nullable` makes it null, otherwise the
/// key is required. An [IllegalArgumentException] of a record's constructor is a fault of that
/// record; begin its message with the name of the component, or with a path such as
/// `routes.1.upstream`, to point at the value itself.
///
/// Nothing is ignored: unknown keys, double keys, wrong types, unset variables are faults, and all
/// of them are reported at once.
public final class SettingsFile {

  private final String name;
  private final String text;
  private final Map<String, String> environment;

  /// `name` is what messages call the file; `environment` gives variables and overrides.
  public SettingsFile(String name, String text, Map<String, String> environment) {
    this.name = name;
    this.text = text;
    this.environment = new TreeMap<>(environment);
  }

  /// Reads the file with the variables of this process.
  ///
  /// @throws SettingsException when there is no such file or it is not UTF-8 text
  public static SettingsFile read(Path file) throws SettingsException {
    String name = file.toString();
    try {
      return new SettingsFile(name, Files.readString(file), System.getenv());
    } catch (NoSuchFileException _) {
      throw unreadable(name, "no such file; check the path");
    } catch (MalformedInputException _) {
      throw unreadable(name, "not UTF-8 text; save the file as UTF-8");
    } catch (IOException e) {
      throw unreadable(name, "cannot be read: " + e.getMessage());
    }
  }

  private static SettingsException unreadable(String name, String what) {
    return new SettingsException(new SettingsException.Fault(name, 0, 0, "", what));
  }

  /// The file as a record, without overrides from the environment.
  ///
  /// @throws SettingsException with every fault of the file
  public <T extends Record> T as(Class<T> type) throws SettingsException {
    return bind(type, null);
  }

  /// The file as a record, with overrides from the environment.
  ///
  /// With the prefix `WEIR_EDGE`, `WEIR_EDGE_LISTEN_0_ADDRESS` replaces `listen.0.address`: the
  /// path in upper case, words and steps joined by `_`. A value that begins with `[` or `{` is read
  /// as YAML. `WEIR_EDGE_ADMIN_TOKEN_FILE` names a file that holds the value. A variable with the
  /// prefix that is no setting is a fault, unless the file itself uses it as `${…}`.
  ///
  /// @throws SettingsException with every fault of file and environment
  public <T extends Record> T as(Class<T> type, String prefix) throws SettingsException {
    return bind(type, prefix);
  }

  /// Every setting in force as YAML, each with a comment saying where it comes from.
  public String effective(Record settings) {
    return new EffectiveYaml(root(settings.getClass(), null, new Faults())).print(settings);
  }

  /// The same for settings made by [#as(Class, String)] with that prefix.
  public String effective(Record settings, String prefix) {
    return new EffectiveYaml(root(settings.getClass(), prefix, new Faults())).print(settings);
  }

  private <T extends Record> T bind(Class<T> type, @Nullable String prefix)
      throws SettingsException {
    Faults faults = new Faults();
    @Nullable YamlNode root = root(type, prefix, faults);
    Bound bound = root == null ? Bound.FAILED : new RecordBinder(faults).bind(type, root, "");
    if (faults.isEmpty() && bound instanceof Bound.Value(Object value)) {
      return type.cast(value);
    }
    throw new SettingsException(
        faults.found().stream()
            .map(fault ->
                new SettingsException.Fault(
                    fault.place().source(),
                    fault.place().line(),
                    fault.place().column(),
                    fault.path(),
                    fault.what()))
            .toList());
  }

  private @Nullable YamlNode root(
      Class<? extends Record> type, @Nullable String prefix, Faults faults) {
    Variables variables = new Variables(environment);
    @Nullable YamlNode root = new YamlReader(name, variables, faults).read(text);
    if (root instanceof YamlNode.Nothing(Place place)) {
      root = new YamlNode.Mapping(place, Map.of());
    }
    if (prefix == null || !(root instanceof YamlNode.Mapping mapping)) {
      return root;
    }
    Map<String, String> overrides = new TreeMap<>();
    environment.forEach((variable, value) -> {
      if (variable.startsWith(prefix + "_") && !text.contains("${" + variable)) {
        overrides.put(variable, value);
      }
    });
    return new EnvironmentOverlay(prefix, overrides, faults).over(type, mapping);
  }
}
