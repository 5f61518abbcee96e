package dev.weir.workbench.bench.store;

import dev.weir.workbench.bench.stack.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs another `weir bench store`, for what has to be measured from a start or up to a sudden end.
final class ChildProcess {

  private ChildProcess() {}

  /// @param options further flags of the JVM
  static ProcessBuilder of(List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench", "store"));
    all.addAll(List.of(arguments));
    return new ProcessBuilder(JavaCommand.weir(options, all))
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /// Runs one to its end; what it printed.
  static List<String> output(List<String> options, String... arguments) throws IOException {
    Process process = of(options, arguments).start();
    List<String> lines = process.inputReader().readAllLines();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("bench store " + String.join(" ", arguments) + " ended with " + code);
      }
      return lines;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
