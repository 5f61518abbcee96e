package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileChangesTest {

  @TempDir Path dir;

  @Test
  void changedFileIsNoticedWithinASecond() throws Exception {
    Folder folder = new Folder(dir).file("a.txt", "old");
    try (FileServer server = folder.serve()) {
      RawResponse before = server.get("/a.txt");
      folder.file("a.txt", "newer", Folder.MODIFIED.plusNanos(1));
      server.clock.advance(Duration.ofMillis(999));
      assertThat(server.get("/a.txt").text()).isEqualTo("old");
      server.clock.advance(Duration.ofMillis(1));
      RawResponse after = server.get("/a.txt");
      assertThat(after.text()).isEqualTo("newer");
      assertThat(after.fields().first("ETag")).isNotEqualTo(before.fields().first("ETag"));
    }
  }

  @Test
  void unchangedFileKeepsItsTag() throws Exception {
    try (FileServer server = new Folder(dir).file("a.txt", "abc").serve()) {
      RawResponse before = server.get("/a.txt");
      server.clock.advance(Duration.ofMinutes(1));
      assertThat(server.get("/a.txt").fields().without("Date"))
          .isEqualTo(before.fields().without("Date"));
    }
  }

  @Test
  void filesComeAndGo() throws Exception {
    Folder folder = new Folder(dir);
    try (FileServer server = folder.serve()) {
      assertThat(server.get("/a.txt").status()).isEqualTo(404);
      folder.file("a.txt", "abc");
      assertThat(server.get("/a.txt").status()).isEqualTo(404);
      server.clock.advance(Duration.ofSeconds(1));
      assertThat(server.get("/a.txt").text()).isEqualTo("abc");
      Files.delete(dir.resolve("a.txt"));
      server.clock.advance(Duration.ofSeconds(1));
      assertThat(server.get("/a.txt").status()).isEqualTo(404);
    }
  }

  @Test
  void clockSetBackMakesNobodyBelieveLonger() throws Exception {
    Folder folder = new Folder(dir).file("a.txt", "old");
    try (FileServer server = folder.serve()) {
      assertThat(server.get("/a.txt").text()).isEqualTo("old");
      folder.file("a.txt", "newer", Folder.MODIFIED.plusNanos(1));
      server.clock.advance(Duration.ofHours(-1));
      assertThat(server.get("/a.txt").text()).isEqualTo("newer");
    }
  }

  @Test
  void rootMayBeRePointed(@TempDir Path releases) throws Exception {
    new Folder(releases.resolve("1")).file("a.txt", "one");
    new Folder(releases.resolve("2")).file("a.txt", "two");
    Path current = dir.resolve("current");
    Files.createSymbolicLink(current, releases.resolve("1"));
    try (FileServer server = new Folder(current).serve()) {
      assertThat(server.get("/a.txt").text()).isEqualTo("one");
      Path next = dir.resolve("next");
      Files.createSymbolicLink(next, releases.resolve("2"));
      Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
      server.clock.advance(Duration.ofSeconds(1));
      assertThat(server.get("/a.txt").text()).isEqualTo("two");
    }
  }

  @Test
  void largeFileIsLookedAtWheneverItIsOpened() throws Exception {
    Folder folder = new Folder(dir).file("a.bin", Folder.octets(400_000), Folder.MODIFIED);
    try (FileServer server = folder.serve()) {
      RawResponse before = server.get("/a.bin");
      folder.file("a.bin", Folder.octets(500_000), Folder.MODIFIED.plusNanos(1));
      RawResponse after = server.get("/a.bin");
      assertThat(after.body()).isEqualTo(Folder.octets(500_000));
      assertThat(after.fields().first("ETag")).isNotEqualTo(before.fields().first("ETag"));
      Files.delete(dir.resolve("a.bin"));
      assertThat(server.get("/a.bin").status()).isEqualTo(404);
    }
  }

  // RFC 9112 §8: a client must be able to tell that octets are missing
  @Test
  void fileCutWhileItIsSentLooksCut() throws Exception {
    int size = 32 * 1024 * 1024;
    Folder folder = new Folder(dir).file("a.bin", Folder.octets(size), Folder.MODIFIED);
    try (FileServer server = folder.serve();
        RawHttpClient client = server.connect()) {
      client.send("GET /a.bin HTTP/1.1\r\nHost: x\r\n\r\n");
      RawResponse head = client.readHead();
      assertThat(head.fields().first("Content-Length")).isEqualTo(Integer.toString(size));
      try (FileChannel file = FileChannel.open(dir.resolve("a.bin"), StandardOpenOption.WRITE)) {
        file.truncate(1000);
      }
      RawResponse response = client.readBody(head);
      assertThat(response.complete()).isFalse();
      assertThat(client.closed()).isTrue();
    }
  }

  // RFC 9110 §8.8.2.1
  @Test
  void lastModifiedIsNeverInTheFuture() throws Exception {
    try (FileServer server =
        new Folder(dir)
            .file("a.txt", "abc", new ManualClock().instant().plusSeconds(3600))
            .serve()) {
      assertThat(server.get("/a.txt").fields().first("Last-Modified"))
          .isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
    }
  }
}
