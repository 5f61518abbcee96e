package dev.weir.cache.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Reads a node's configuration file.
public final class NodeConfigFile {
  private NodeConfigFile() {}

  /// Reads a file and what it includes, with the variables of the process.
  ///
  /// @throws NodeConfigException with every fault of the file
  /// @throws IOException when the file cannot be read
  public static NodeConfig read(Path file) throws NodeConfigException, IOException {
    return parse(file.toString(), Files.readString(file), System.getenv());
  }

  /// Reads a text as if it were the file of that name; variables come from `env`.
  ///
  /// @throws NodeConfigException with every fault of the text
  public static NodeConfig parse(String fileName, String text, Map<String, String> env)
      throws NodeConfigException {
    if (!text.isBlank()) {
      throw new NodeConfigException(
          java.util.List.of(fileName + ":1: nothing but defaults is understood yet " + env.size()));
    }
    return Defaults.CONFIG;
  }

  /// What holds without any line.
  private static final class Defaults {
    static final NodeConfig CONFIG =
        new NodeConfig(
            java.util.List.of(new NodeConfig.HttpPort(null, 3128, null, true)),
            new NodeConfig.Icp(
                null,
                0,
                java.util.List.of(),
                java.time.Duration.ofSeconds(2),
                java.time.Duration.ofSeconds(10),
                true),
            java.util.List.of(),
            dev.weir.cache.decide.CachePolicy.DEFAULT,
            new NodeConfig.Storage(268435456, 4194304, 524288, 0, java.util.List.of()),
            new NodeConfig.Exchange(
                true,
                true,
                true,
                true,
                java.time.Duration.ofSeconds(5),
                java.time.Duration.ofMinutes(15),
                java.time.Duration.ofSeconds(120),
                65536,
                65536,
                0),
            new NodeConfig.AccessLogSettings("-", NodeConfig.AccessLogSettings.Format.SQUID, true),
            new NodeConfig.Admin("127.0.0.1", 0, null),
            "localhost",
            "localhost",
            java.util.List.of(),
            java.util.List.of());
  }
}
