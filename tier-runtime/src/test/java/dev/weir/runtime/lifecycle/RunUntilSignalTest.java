package dev.weir.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sends real signals to a real process, which takes them even where this build was started in the
/// background of a shell or by nohup, which let their children ignore some.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunUntilSignalTest {

  private static final int TERM = 15;

  private Process process;
  private BufferedReader output;
  private int port;

  @SuppressWarnings("NullAway.Init") // started before each test
  RunUntilSignalTest() {}

  @BeforeEach
  void start() throws Exception {
    start(StubTier.class);
  }

  private void start(Class<?> program) throws Exception {
    process =
        new ProcessBuilder(
                "env",
                "--default-signal=HUP,INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName())
            .redirectErrorStream(true)
            .start();
    output = process.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(lineWith("port ").substring("port ".length()));
  }

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  private String lineWith(String beginning) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
      seen.add(line);
    }
    throw new AssertionError("ended without \"" + beginning + "\": " + seen);
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void termDrainsAndEndsWell() throws Exception {
    signal("TERM");

    assertThat(lineWith("drain")).contains("Finished");
    lineWith("closed");
    lineWith("end");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void interruptIsTheSame() throws Exception {
    signal("INT");

    lineWith("end");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void aSecondSignalEndsAtOnce() throws Exception {
    try (RawHttpClient client = new RawHttpClient(port)) {
      client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      lineWith("waiting");
      signal("TERM");
      awaitDraining();
      signal("TERM");

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + TERM);
    }
  }

  /// Draining has begun when an idle connection is closed.
  private void awaitDraining() throws Exception {
    try (RawHttpClient idle = new RawHttpClient(port)) {
      assertThat(idle.closed()).isTrue();
    } catch (java.net.ConnectException _) {
      // The listening socket is closed already.
    }
  }

  @Test
  void hangUpReloads() throws Exception {
    signal("HUP");
    lineWith("reloaded");
    signal("HUP");
    lineWith("reloaded");

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aSignalBreaksOffAStartThatTakesTooLong() throws Exception {
    process.destroyForcibly();
    start(EndlessStart.class);
    signal("INT");

    assertThat(lineWith("start")).isEqualTo("start STOPPED");
    // One that would begin after the signal does not.
    assertThat(lineWith("next")).isEqualTo("next start STOPPED");
    lineWith("closed");
    lineWith("end");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
