package dev.weir.workbench.bench.stack;

import dev.weir.workbench.memory.ResidentMemory;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A program that serves, started by us, its output in a file; it ends when closed, or with us.
public final class ServerProcess implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(5);
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
    return start(name, command, directory, Map.of());
  }

  /// @param environment variables beside those of this process
  public static ServerProcess start(
      String name, List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    Path output = directory.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
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

  /// Whether its output so far holds these words.
  public boolean hasSaid(String words) {
    try {
      return Files.readString(output).contains(words);
    } catch (IOException _) {
      return false; // half a character, at this moment
    }
  }

  /// @throws IOException with the last words of the program if it has ended
  public void checkAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(output);
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      throw new IOException(name + " has ended: " + String.join(" / ", last));
    }
  }

  /// Returns when it takes connections.
  ///
  /// @throws IOException if it ends or does not within `limit`
  public void awaitConnections(int port, Duration limit) throws IOException {
    await(() -> isConnected(port), limit);
  }

  /// Returns when it is as it is to be.
  ///
  /// @throws IOException if it ends or is not so within `limit`
  public void await(BooleanSupplier isReady, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    checkAlive();
    while (!isReady.getAsBoolean()) {
      checkAlive();
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new IOException(name + " was not ready within " + limit.toSeconds() + " s");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean isConnected(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) CONNECT_LIMIT.toMillis());
      return true;
    } catch (IOException _) {
      return false; // not listening yet
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
