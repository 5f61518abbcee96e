package dev.weir.sample.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The life of the child process.
class MemcachedProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void itEndsWhenClosed() throws Exception {
    MemcachedProcess process =
        MemcachedProcess.start(RealMemcached.program(), 8 << 20, InstantSource.system());
    ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
    assertThat(answers(process.port())).isTrue();

    process.close();

    assertThat(handle.isAlive()).isFalse();
    assertThat(answers(process.port())).isFalse();
  }

  @Test
  void itIsStartedAgainOnItsPortWhenItDies() throws Exception {
    ManualClock clock = new ManualClock();
    try (MemcachedProcess process =
        MemcachedProcess.start(RealMemcached.program(), 8 << 20, clock)) {
      long first = process.pid();
      clock.advance(Duration.ofSeconds(10));

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await()
          .atMost(LIMIT)
          .untilAsserted(() -> {
            assertThat(process.pid()).isNotEqualTo(first);
            assertThat(answers(process.port())).isTrue();
          });
    }
  }

  @Test
  void itEndsWhenItsParentIsKilled() throws Exception {
    Path program = RealMemcached.program();
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MemcachedParent.class.getName(),
                program.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))) {
      // The logging framework may have something to say first.
      String line = out.readLine();
      while (line != null && !line.startsWith(MemcachedParent.STARTED)) {
        line = out.readLine();
      }
      List<String> started =
          List.of(String.valueOf(line).substring(MemcachedParent.STARTED.length()).split(" "));
      ProcessHandle child = ProcessHandle.of(Long.parseLong(started.getFirst())).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      parent.destroyForcibly();

      assertThat(parent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      await().atMost(LIMIT).until(() -> !answers(Integer.parseInt(started.getLast())));
    } finally {
      parent.destroyForcibly();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }
}
