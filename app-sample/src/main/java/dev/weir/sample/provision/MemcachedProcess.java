package dev.weir.sample.provision;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A memcached program started by us on a free loopback port, which ends when we end, however we
/// end.
///
/// The program replaces a shell that first left a watcher behind. The watcher reads from a pipe
/// whose other end only this JVM holds: when the JVM is gone, even by `kill -9`, the pipe ends and
/// the watcher ends the program. When the program ends by itself it is started again on its port,
/// unless it lived for a moment only.
public final class MemcachedProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MemcachedProcess.class);

  /// `$$` is the shell that becomes the program; the watcher must not hold the program's output
  /// open.
  private static final String SHELL_SCRIPT =
      """
      exec 3<&0 </dev/null
      (trap '' INT HUP; cat <&3; kill $$) >/dev/null 2>&1 &
      exec 3<&-
      exec "$@"
      """;

  private static final int START_ATTEMPTS = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
  private static final int PROBE_TIMEOUT_MILLIS = 1000;

  /// What a start needs to know.
  private record Launch(Path program, int port, long memoryBytes) {}

  private final Launch launch;
  private final InstantSource clock;
  private Process process;
  private Instant started;
  private boolean closed;

  private MemcachedProcess(Launch launch, Process process, InstantSource clock) {
    this.launch = launch;
    this.clock = clock;
    this.process = process;
    this.started = clock.instant();
  }

  /// Returns when the program answers.
  ///
  /// @throws IOException when it does not start
  public static MemcachedProcess start(Path program, long memoryBytes, InstantSource clock)
      throws IOException {
    IOException last = null;
    // The free port found may be taken by somebody else before the program binds it.
    for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      try {
        Launch launch = new Launch(program, freePort(), memoryBytes);
        MemcachedProcess started = new MemcachedProcess(launch, launched(launch), clock);
        started.watch();
        return started;
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException("memcached did not start: " + program, last);
  }

  public int port() {
    return launch.port();
  }

  public synchronized long pid() {
    return process.pid();
  }

  /// Ends the program and waits until it is gone.
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    end(last);
  }

  private synchronized void watch() {
    Process watched = process;
    var _ = watched.onExit().thenRun(() -> ended(watched));
  }

  private synchronized void ended(Process gone) {
    closePipe(gone);
    if (closed) {
      return;
    }
    if (Duration.between(started, clock.instant()).compareTo(LONG_ENOUGH) < 0) {
      log.error(
          "memcached (pid {}, port {}) ended at once with exit code {}; pages are rendered without it",
          gone.pid(),
          launch.port(),
          gone.exitValue());
      return;
    }
    log.warn("memcached (pid {}, port {}) ended; starting it again", gone.pid(), launch.port());
    try {
      process = launched(launch);
      started = clock.instant();
      watch();
    } catch (IOException e) {
      log.error("memcached did not start again; pages are rendered without it", e);
    }
  }

  private static Process launched(Launch launch) throws IOException {
    Process process =
        new ProcessBuilder(command(launch))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitAnswer(process, launch.port());
    } catch (IOException e) {
      end(process);
      throw e;
    }
    return process;
  }

  private static List<String> command(Launch launch) {
    String mebibytes = Long.toString(Math.max(1, launch.memoryBytes() >> 20));
    List<String> command =
        new ArrayList<>(
            List.of("/bin/sh", "-c", SHELL_SCRIPT, "weir-memcached", launch.program().toString()));
    command.addAll(List.of("-l", "127.0.0.1", "-p", Integer.toString(launch.port()), "-U", "0"));
    command.addAll(List.of("-m", mebibytes, "-c", "256", "-t", "2"));
    if (isRoot()) {
      // It refuses to run as root.
      command.addAll(List.of("-u", "nobody"));
    }
    return command;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException _) {
      return System.getProperty("user.name").equals("root");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static void awaitAnswer(Process process, int port) throws IOException {
    long rounds = START_LIMIT.dividedBy(PROBE_PAUSE);
    try {
      for (long round = 0; round < rounds; round++) {
        if (answers(port)) {
          return;
        }
        if (process.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("exit code " + process.exitValue());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    throw new IOException("no answer within " + START_LIMIT.toSeconds() + " s");
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), PROBE_TIMEOUT_MILLIS);
      socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
      socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(8), StandardCharsets.US_ASCII).equals("VERSION ");
    } catch (IOException _) {
      return false;
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    closePipe(process);
  }

  private static void closePipe(Process process) {
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.flush();
    } catch (IOException _) {
      // The watcher has gone already, which is all the closing is for.
    }
  }
}
