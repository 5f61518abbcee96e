package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Programs installed on this machine.
public final class Programs {

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?");

  private Programs() {}

  /// Also where administrators' programs are, which is not on everybody's PATH.
  public static @Nullable Path find(String name) {
    List<String> folders = new ArrayList<>();
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(":")));
    folders.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /// The path of a program that is installed.
  public static String path(String name) throws IOException {
    Path found = find(name);
    if (found == null) {
      throw new IOException(name + " is not installed");
    }
    return found.toString();
  }

  /// The version a program tells when asked for it, empty if it is not installed or tells none.
  public static String version(String name, String option) {
    Path found = find(name);
    if (found == null) {
      return "";
    }
    try {
      // Some tell it and fail.
      Process process =
          new ProcessBuilder(found.toString(), option).redirectErrorStream(true).start();
      Matcher version =
          VERSION.matcher(
              new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      return version.find() ? name + " " + version.group() : "";
    } catch (IOException _) {
      return "";
    }
  }

  /// Runs a command to its end.
  ///
  /// @return its output
  /// @throws IOException with its last line if it fails
  public static String run(List<String> command, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException(
            command.getFirst() + " failed: " + output.substring(output.lastIndexOf('\n') + 1));
      }
      return output;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command.getFirst(), e);
    }
  }
}
