package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePathsTest {

  @TempDir Path dir;
  @TempDir Path elsewhere;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/..\\secret.txt",
        "/sub/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/.%2e/secret.txt",
        "/sub/%2e%2e/a.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/..;/secret.txt",
        "/sub/..;x=1/a.txt",
        "/a.txt;x=1",
        "/a.txt%00.html",
        "/a.txt%0a",
        "/a.txt%7f",
        "/%c0%ae%c0%ae/secret.txt",
        "/sub%2fb.txt",
        "//a.txt",
        "/sub//b.txt",
        "/a%.txt",
        "/a%zz",
        "/%ff",
        "/.git/config",
        "/.env",
        "/sub/.hidden",
        "/%2eenv",
        "/a.txt/",
        "/a.txt/b",
        "/none",
        "/sub/",
        "/sub",
        "/empty/"
      })
  void nothingElseIsServed(String target) throws Exception {
    new Folder(dir)
        .file("a.txt", "abc")
        .file("sub/b.txt", "sub")
        .file("sub/.hidden", "secret")
        .file(".git/config", "secret")
        .file(".env", "secret");
    Files.createDirectory(dir.resolve("empty"));
    Files.writeString(dir.resolveSibling("secret.txt"), "secret");
    try (FileServer server = new Folder(dir).serve();
        RawHttpClient client = server.connect()) {
      RawResponse response = client.get(target);
      assertThat(response.status()).isIn(400, 404);
      assertThat(response.text()).doesNotContain("secret").doesNotContain("b.txt");
    }
  }

  @Test
  void overlongNamesAreMerelyNotThere() throws Exception {
    try (FileServer server = new Folder(dir).serve()) {
      assertThat(server.get('/' + "a".repeat(300)).status()).isEqualTo(404);
      assertThat(server.get("/" + "ab/".repeat(1500)).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /a%20b.txt,          a b.txt
          /%C3%BC.txt,         ü.txt
          /100%25.txt,         100%.txt
          /x/../a.txt,         a.txt
          /./a.txt,            a.txt
          /%61.txt,            a.txt
          /a+b.txt,            a+b.txt
          /a:b.txt,            a:b.txt
          /WEB-INF/web.xml,    WEB-INF/web.xml
          /a..b...txt,         a..b...txt
          """)
  void namesAreDecodedOnce(String target, String name) throws Exception {
    new Folder(dir).file(name, "found");
    try (FileServer server = new Folder(dir).serve()) {
      assertThat(server.get(target).text()).isEqualTo("found");
      assertThat(server.get(target).text()).isEqualTo("found");
    }
  }

  @Test
  void folderIsAnsweredWithItsIndex() throws Exception {
    new Folder(dir).file("index.html", "top").file("sub/index.html", "below");
    try (FileServer server = new Folder(dir).serve()) {
      RawResponse top = server.get("/");
      assertThat(top.text()).isEqualTo("top");
      assertThat(top.fields().first("Content-Type")).isEqualTo("text/html;charset=utf-8");
      assertThat(server.get("/sub/").text()).isEqualTo("below");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /,        /sub,             /sub/
          /,        /sub?a=b&c=%20,   /sub/?a=b&c=%20
          /,        /a%20b,           /a%20b/
          /,        /x/../sub,        /sub/
          /static/, /static,          /static/
          /static/, /static/sub,      /static/sub/
          """)
  void folderWithoutSlashIsMoved(String prefix, String target, String location) throws Exception {
    new Folder(dir)
        .file("index.html", "top")
        .file("sub/index.html", "below")
        .file("a b/index.html", "space");
    try (FileServer server = new FileServer(FileSettings.of(dir), prefix);
        RawHttpClient client = server.connect()) {
      for (int turn = 0; turn < 2; turn++) {
        RawResponse response = client.get(target);
        assertThat(response.status()).isEqualTo(301);
        assertThat(response.fields().first("Location")).isEqualTo(location);
      }
    }
  }

  @Test
  void linksOutOfTheRootAreRefused() throws Exception {
    new Folder(elsewhere).file("secret.txt", "secret").file("index.html", "secret");
    Files.createSymbolicLink(dir.resolve("file.txt"), elsewhere.resolve("secret.txt"));
    Files.createSymbolicLink(dir.resolve("folder"), elsewhere);
    Files.createSymbolicLink(dir.resolve("loop"), dir.resolve("loop"));
    Files.createSymbolicLink(dir.resolve("nowhere"), dir.resolve("missing"));
    try (FileServer server = new Folder(dir).serve()) {
      for (String target :
          new String[] {
            "/file.txt", "/folder/secret.txt", "/folder/", "/folder", "/loop", "/nowhere"
          }) {
        assertThat(server.get(target).status()).as(target).isEqualTo(404);
      }
    }
  }

  @Test
  void linksWithinTheRootAreFollowed() throws Exception {
    new Folder(dir).file("versions/2/a.txt", "two");
    Files.createSymbolicLink(dir.resolve("current"), Path.of("versions/2"));
    Files.createSymbolicLink(dir.resolve("b.txt"), Path.of("versions/2/a.txt"));
    try (FileServer server = new Folder(dir).serve()) {
      assertThat(server.get("/current/a.txt").text()).isEqualTo("two");
      assertThat(server.get("/b.txt").text()).isEqualTo("two");
    }
  }

  @Test
  void pipeDoesNotHangAnybody() throws Exception {
    Path pipe = dir.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    new Folder(dir).file("a.txt", "abc");
    try (FileServer server = new Folder(dir).serve()) {
      assertThat(server.get("/pipe").status()).isEqualTo(404);
      assertThat(server.get("/a.txt").text()).isEqualTo("abc");
    }
  }
}
