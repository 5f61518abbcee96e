package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.http.EntityTag;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileContentTest {

  @TempDir Path dir;

  @Test
  void fileIsServedWithEverythingAClientNeeds() throws Exception {
    new Folder(dir).file("a.css", "body{}");
    try (FileServer server = new Folder(dir).serve()) {
      for (int turn = 0; turn < 2; turn++) {
        RawResponse response = server.get("/a.css");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("body{}");
        assertThat(response.fields().first("Content-Type")).isEqualTo("text/css;charset=utf-8");
        assertThat(response.fields().first("Content-Length")).isEqualTo("6");
        assertThat(response.fields().first("Last-Modified"))
            .isEqualTo("Sat, 01 Nov 2025 10:00:00 GMT");
        assertThat(response.fields().first("Accept-Ranges")).isEqualTo("bytes");
        assertThat(response.fields().first("Cache-Control")).isEqualTo("max-age=3600");
        assertThat(response.fields().first("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.fields().contains("Vary")).isFalse();
        String etag = Objects.requireNonNull(response.fields().first("ETag"));
        EntityTag tag = Objects.requireNonNull(EntityTag.parse(etag));
        assertThat(tag.weak()).isFalse();
      }
    }
  }

  // RFC 9110 §9.3.2
  @ParameterizedTest
  @ValueSource(ints = {0, 6, 300_000})
  void headSaysWhatGetWouldSend(int size) throws Exception {
    new Folder(dir).file("a.txt", Folder.octets(size), Folder.MODIFIED);
    try (FileServer server = new Folder(dir).serve();
        RawHttpClient client = server.connect()) {
      RawResponse get = client.get("/a.txt");
      RawResponse head = client.exchange("HEAD /a.txt HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.fields().without("Date")).isEqualTo(get.fields().without("Date"));
      assertThat(head.fields().first("Content-Length")).isEqualTo(Integer.toString(size));
      assertThat(client.get("/a.txt").body()).isEqualTo(Folder.octets(size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 262_144, 262_145, 3_000_000})
  void everySizeArrivesWhole(int size) throws Exception {
    new Folder(dir).file("x.bin", Folder.octets(size), Folder.MODIFIED);
    try (FileServer server = new Folder(dir).serve();
        RawHttpClient client = server.connect()) {
      for (int turn = 0; turn < 3; turn++) {
        RawResponse response = client.get("/x.bin");
        assertThat(response.complete()).isTrue();
        assertThat(response.fields().first("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(response.body()).isEqualTo(Folder.octets(size));
      }
    }
  }

  @Test
  void nothingNeedBeKeptInMemory() throws Exception {
    new Folder(dir).file("a.txt", "abc").file("empty.txt", "");
    FileSettings settings =
        new FileSettings(dir, null, "index.html", new ByteSize(0), new ByteSize(0), 1);
    try (FileServer server = new FileServer(settings, "/")) {
      assertThat(server.get("/a.txt").text()).isEqualTo("abc");
      assertThat(server.get("/empty.txt").complete()).isTrue();
      assertThat(server.get("/a.txt").text()).isEqualTo("abc");
      assertThat(server.get("/a.txt").fields().contains("Cache-Control")).isFalse();
    }
  }

  // RFC 9110 §15.5.6
  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PROPFIND", "get"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response = server.exchange(method, "/a.txt");
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.fields().first("Allow")).isEqualTo("GET, HEAD, OPTIONS");
      assertThat(response.text()).isEqualTo("refused 405");
    }
  }

  // RFC 9110 §9.3.7, RFC 9112 §3.2.4
  @ParameterizedTest
  @ValueSource(strings = {"/a.txt", "/nothing", "*"})
  void optionsAreTold(String target) throws Exception {
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse response = server.exchange("OPTIONS", target);
      assertThat(response.status()).isEqualTo(204);
      assertThat(response.fields().first("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /static/,  /static/a.txt, 200
          /static,   /static/a.txt, 200
          /static/,  /staticx,      404
          /static/,  /a.txt,        404
          /a/b/,     /a/b/a.txt,    200
          /,         /a.txt,        200
          """)
  void prefixIsTakenOff(String prefix, String target, int status) throws Exception {
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new FileServer(FileSettings.of(dir), prefix)) {
      assertThat(server.get(target).status()).isEqualTo(status);
    }
  }

  @Test
  void slowReaderOfALargeFileHoldsUpNobody() throws Exception {
    new Folder(dir)
        .file("large.bin", Folder.octets(32 * 1024 * 1024), Folder.MODIFIED)
        .file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve();
        RawHttpClient slow = server.connect();
        RawHttpClient quick = server.connect()) {
      slow.send("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n");
      RawResponse head = slow.readHead();
      assertThat(quick.get("/a.txt").text()).isEqualTo("abc");
      assertThat(quick.get("/a.txt").text()).isEqualTo("abc");
      assertThat(slow.readBody(head).body()).isEqualTo(Folder.octets(32 * 1024 * 1024));
    }
  }

  @Test
  void manyWhoAskForTheSameFileAtOnceAllGetIt() throws Exception {
    new Folder(dir).file("a.bin", Folder.octets(100_000), Folder.MODIFIED);
    try (FileServer server = new Folder(dir).serve();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawResponse>> responses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        responses.add(clients.submit(() -> server.get("/a.bin")));
      }
      for (Future<RawResponse> response : responses) {
        assertThat(response.get().body()).isEqualTo(Folder.octets(100_000));
      }
    }
  }

  @Test
  void rootMustBeAFolder() {
    assertThatThrownBy(() -> new FileServer(FileSettings.of(dir.resolve("none")), "/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("root is no folder");
  }
}
