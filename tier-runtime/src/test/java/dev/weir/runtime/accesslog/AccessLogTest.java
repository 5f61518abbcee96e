package dev.weir.runtime.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  AccessLogTest() {}

  private static AccessLogSettings to(Path file, int queue) {
    return new AccessLogSettings(
        file.toString(), AccessLogFormat.COMBINED, ClientPrivacy.FULL, queue);
  }

  @Test
  void linesReachTheFileWithoutBeingWaitedFor() throws Exception {
    Path file = folder.resolve("access.log");
    try (AccessLog log = AccessLog.open(to(file, 64))) {
      log.log(Exchanges.of("/one"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.exists(file) && Files.size(file) > 0);

      assertThat(Files.readString(file)).contains("GET /one ").endsWith("\n");
    }
  }

  @Test
  void everyThreadsLinesArriveWholeOrAreCounted() throws Exception {
    Path file = folder.resolve("access.log");
    int threads = 4;
    int each = 5_000;
    long dropped;
    AccessLog log = AccessLog.open(to(file, 256));
    try (log) {
      List<Thread> writers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int name = t;
        writers.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < each; i++) {
                    log.log(Exchanges.of("/" + name + "/" + i));
                  }
                }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }
    dropped = log.dropped();
    List<String> lines = Files.readAllLines(file);
    Set<String> distinct = new HashSet<>(lines);

    assertThat(lines).allMatch(line -> line.endsWith("\"curl/8\""));
    assertThat(distinct).hasSameSizeAs(lines);
    assertThat(lines.size() + dropped).isEqualTo((long) threads * each);
    assertThat(log.failed()).isZero();
  }

  @Test
  void aMovedFileIsLeftAloneAfterReopen() throws Exception {
    Path file = folder.resolve("access.log");
    Path moved = folder.resolve("access.log.1");
    try (AccessLog log = AccessLog.open(to(file, 64))) {
      log.log(Exchanges.of("/before"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.exists(file) && Files.size(file) > 0);
      Files.move(file, moved);
      log.reopen();
      log.log(Exchanges.of("/after"));
    }

    assertThat(Files.readString(file)).contains("/after");
    assertThat(Files.readString(moved)).contains("/before").doesNotContain("/after");
  }

  @Test
  void whatCannotBeWrittenIsCounted() throws Exception {
    Path missing = Files.createDirectory(folder.resolve("none")).resolve("access.log");
    AccessLog log = AccessLog.open(to(missing, 64));
    try (log) {
      Files.delete(missing);
      Files.delete(missing.getParent());
      log.reopen();
      log.log(Exchanges.of("/lost"));
      await().atMost(Duration.ofSeconds(20)).until(() -> log.failed() == 1);
      Files.createDirectory(missing.getParent());
      log.log(Exchanges.of("/found"));
    }

    assertThat(Files.readString(missing)).contains("/found").doesNotContain("/lost");
    assertThat(log.failed()).isEqualTo(1);
  }

  @Test
  void noneWritesNothing() throws Exception {
    try (AccessLog log = AccessLog.open(AccessLogSettings.none())) {
      log.log(Exchanges.of("/a"));

      assertThat(log.dropped()).isZero();
    }
  }

  @Test
  void aDirectoryThatIsMissingIsSaidAtOnce() {
    Path missing = folder.resolve("none/access.log");

    assertThatThrownBy(() -> AccessLog.open(to(missing, 64)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the log %s cannot be written: there is no directory %s; create it, or name another file"
                .formatted(missing, missing.getParent()));
  }

  @Test
  void aDirectoryInThePlaceOfTheFileIsSaidAtOnce() {
    assertThatThrownBy(() -> AccessLog.open(to(folder, 64)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the log %s cannot be written: %s is a directory; name a file in it"
                .formatted(folder, folder));
  }

  @Test
  void aFileSystemThatRefusesIsSaidAtOnce() {
    // Nobody can create a file there, not even root.
    assertThatThrownBy(() -> AccessLog.open(to(Path.of("/proc/access.log"), 64)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the log /proc/access.log cannot be written: ")
        .hasMessageEndingWith("; name another file");
  }
}
