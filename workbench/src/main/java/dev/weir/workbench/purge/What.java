package dev.weir.workbench.purge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which stored responses are meant, as the command line says it: exactly one of the options.
final class What {

  @Option(names = "--url", paramLabel = "URL", description = "All variants of one URL.")
  private @Nullable String url;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "URLs that begin so; a text that begins with / is a path on every site.")
  private @Nullable String prefix;

  @Option(
      names = "--glob",
      paramLabel = "PATTERN",
      description = "URLs like this, or paths if it begins with /; * is any run of characters.")
  private @Nullable String glob;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Responses that named this group in Cache-Groups.")
  private @Nullable String group;

  /// Picocli sets the one that is given.
  What() {}

  /// As `/purge` of the admin listener takes it.
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "url", url);
    put(parameters, "prefix", prefix);
    put(parameters, "glob", glob);
    put(parameters, "group", group);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}
