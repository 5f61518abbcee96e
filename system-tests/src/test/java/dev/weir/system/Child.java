package dev.weir.system;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A child process of a test, its output kept line by line; gone when the test is over.
final class Child implements AutoCloseable {

  static final Duration LIMIT = Duration.ofMinutes(3);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Child(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  static Child start(List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Child(builder.start());
  }

  /// The `weir` command of this build, run from the repository's root.
  static Child weir(Map<String, String> environment, String... arguments) throws IOException {
    return weirBehind(List.of(), environment, arguments);
  }

  /// The same, behind what runs a command elsewhere.
  static Child weirBehind(List<String> runner, Map<String, String> environment, String... arguments)
      throws IOException {
    Path root = Repository.root();
    List<String> command = new ArrayList<>(runner);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.serialFilter=!*",
            "-Xmx128m",
            "-cp",
            root.resolve("workbench/target/lib") + "/*",
            "dev.weir.workbench.Weir"));
    command.addAll(List.of(arguments));
    return start(command, environment, root);
  }

  /// Waits until a line of the output contains `words`, and returns it.
  String awaitLine(String words) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> lineWith(words) != null || !process.isAlive());
    String line = lineWith(words);
    if (line == null) {
      throw new AssertionError("no line with '" + words + "' in:\n" + output());
    }
    return line;
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + LIMIT + ":\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  String output() {
    return String.join("\n", lines);
  }

  long pid() {
    return process.pid();
  }

  /// SIGTERM, and waits until the process is gone.
  void terminate() throws InterruptedException {
    process.destroy();
    awaitExit();
  }

  /// SIGKILL, and waits until the process is gone.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private @Nullable String lineWith(String words) {
    return lines.stream().filter(line -> line.contains(words)).findFirst().orElse(null);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
