package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.stack.JavaCommand;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts `weir` as its users do: by the script that belongs to it, or by Java where there is none.
///
/// - `home`: the folder that this `weir` belongs to.
/// - `directory`: gets what the programs write, and configurations.
public record Launcher(Path home, Path directory) {

  private static final Path OF_THE_IMAGE = Path.of("/opt/weir/bin/weir");

  ServerProcess start(String name, Map<String, String> environment, String... arguments)
      throws IOException {
    return ServerProcess.start(name, command(List.of(arguments)), directory, environment);
  }

  /// What is started, for reports.
  String words() {
    Path script = script();
    return script == null ? "by Java, there is no script at " + home : "by " + script;
  }

  private List<String> command(List<String> arguments) {
    Path script = script();
    if (script == null) {
      return JavaCommand.weir(List.of(), arguments);
    }
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    return command;
  }

  private @Nullable Path script() {
    return Stream.of(home.resolve("weir"), OF_THE_IMAGE)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElse(null);
  }
}
