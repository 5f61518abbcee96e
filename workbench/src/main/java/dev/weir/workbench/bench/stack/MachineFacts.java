package dev.weir.workbench.bench.stack;

import dev.weir.workbench.bench.report.Machine;
import dev.weir.workbench.version.WeirVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads what machine and which build this is.
public final class MachineFacts {

  private static final String UNKNOWN = "unknown";
  private static final long KIB = 1024;

  private MachineFacts() {}

  /// @param home the repository
  public static Machine read(Path home) {
    return new Machine(
        valueOf(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
        new WeirVersion().getVersion()[0],
        commit(home),
        ProcessClock.source());
  }

  private static long memory() {
    String kib = valueOf(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
    return kib.isEmpty() ? 0 : Long.parseLong(kib) * KIB;
  }

  /// What stands behind the colon of the first line that begins with `name`.
  private static String valueOf(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(UNKNOWN);
    } catch (IOException _) {
      return UNKNOWN;
    }
  }

  private static String commit(Path home) {
    String commit = output(List.of("git", "-C", home.toString(), "rev-parse", "--short", "HEAD"));
    if (commit.isEmpty()) {
      return UNKNOWN;
    }
    String changes = output(List.of("git", "-C", home.toString(), "status", "--porcelain", "-uno"));
    return changes.isEmpty() ? commit : commit + "+";
  }

  /// Empty if the command cannot be run or fails.
  private static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? text : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
