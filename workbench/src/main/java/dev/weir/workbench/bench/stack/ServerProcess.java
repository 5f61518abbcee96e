package dev.weir.workbench.bench.stack;

import dev.weir.workbench.memory.ResidentMemory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that serves, started by us, its output in a file; it ends when closed, or with us.
public final class ServerProcess implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int LAST_LINES = 6;

  private final String name;
  private final Process process;
  private final Path output;

  private ServerProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /// @param directory working directory; gets `name.out`
  public static ServerProcess start(String name, List<String> command, Path directory)
      throws IOException {
    Path output = directory.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile());
    try {
      return new ServerProcess(name, builder.start(), output);
    } catch (IOException e) {
      throw new IOException(name + " cannot be run: " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// CPU time so far, children included.
  public Duration cpu() {
    return ProcessClock.ofTree(handle());
  }

  /// Octets in RAM, children included.
  public long memory() {
    return ResidentMemory.ofTree(handle());
  }

  /// @throws IOException with the last words of the program if it has ended
  public void checkAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(output);
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      throw new IOException(name + " has ended: " + String.join(" / ", last));
    }
  }

  /// Asks it to end, and ends it if it does not.
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
