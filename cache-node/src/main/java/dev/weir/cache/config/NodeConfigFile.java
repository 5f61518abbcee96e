package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Faults;
import dev.weir.cache.config.dialect.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads a node's configuration file.
public final class NodeConfigFile {
  private NodeConfigFile() {}

  /// Reads a file and what it includes, with the variables of the process.
  ///
  /// @throws NodeConfigException with every fault of the file, and when it cannot be read
  public static NodeConfig read(Path file) throws NodeConfigException {
    try {
      return parse(file.toString(), Files.readString(file), System.getenv());
    } catch (IOException e) {
      Faults faults = new Faults();
      faults.add(
          file.toString(),
          1,
          "cannot be read ("
              + e.getClass().getSimpleName()
              + "); is the path right and the file UTF-8?");
      throw new NodeConfigException(faults.lines());
    }
  }

  /// Reads a text as if it were the file of that name; variables come from `env`.
  ///
  /// @throws NodeConfigException with every fault of the text
  public static NodeConfig parse(String fileName, String text, Map<String, String> env)
      throws NodeConfigException {
    Faults faults = new Faults();
    Draft draft = new Draft(faults);
    draft.accept(new LineReader(env, faults).read(fileName, text));
    // Values are compared only when all could be read: one slip is one fault.
    stopAt(faults);
    NodeConfig config = new Assembly(draft, fileName, env).config();
    stopAt(faults);
    return config;
  }

  private static void stopAt(Faults faults) throws NodeConfigException {
    if (!faults.isEmpty()) {
      throw new NodeConfigException(faults.lines());
    }
  }

  /// The names of all directives, those included for which something else is to be used.
  public static Set<String> directives() {
    Set<String> names = new TreeSet<>(new Draft(new Faults()).supported());
    names.addAll(Unsupported.names());
    return names;
  }
}
