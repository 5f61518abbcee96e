package dev.weir.workbench.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.CacheNode;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RefusedPort;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.workbench.Weir;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path token;
  private ScriptedOrigin origin;
  private CacheNode node;

  @SuppressWarnings("NullAway.Init") // made by JUnit and in start()
  PurgeCommandTest() {}

  @BeforeEach
  void start() throws Exception {
    token = Files.writeString(folder.resolve("token"), "sesame\n");
    Files.writeString(folder.resolve("secret"), "a secret of siblings\n");
    origin = new ScriptedOrigin();
    origin.always(Script.ok("page").header("Cache-Control", "max-age=60"));
    node = node("");
  }

  private CacheNode node(String more) throws Exception {
    String text =
        """
        http_port 127.0.0.1:0
        admin_port 127.0.0.1:%d
        admin_token_file %s
        access_log none
        cache_peer 127.0.0.1 parent %d 0 originserver
        %s
        """
            .formatted(freePort(), token, origin.port(), more);
    Path file = folder.resolve("node.conf");
    CacheNode started = new CacheNode(NodeConfigFile.parse(file.toString(), text, Map.of()));
    started.start();
    return started;
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    origin.close();
  }

  private int purge(String... arguments) {
    return Weir.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int purge(CacheNode at, String... what) {
    String[] arguments = new String[what.length + 5];
    arguments[0] = "purge";
    System.arraycopy(what, 0, arguments, 1, what.length);
    arguments[what.length + 1] = "--admin";
    arguments[what.length + 2] = place(at);
    arguments[what.length + 3] = "--token-file";
    arguments[what.length + 4] = token.toString();
    return purge(arguments);
  }

  private static String place(CacheNode node) {
    return "127.0.0.1:" + node.adminPort();
  }

  private int fetch(CacheNode from, String target, String line) throws IOException {
    try (RawHttpClient client = new RawHttpClient(from.port())) {
      return client.get(target, "Host: site.test", line).status();
    }
  }

  private boolean isStored(CacheNode at, String target) throws IOException {
    return fetch(at, target, "Cache-Control: only-if-cached") == 200;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --url http://site.test/a   | removed 1 response of 1 URL
          --prefix http://site.test/ | removed 2 responses of 2 URLs
          --glob /?*                 | removed 0 responses of 0 URLs
          --glob */a                 | removed 1 response of 1 URL
          --url http://site.test/c   | removed 0 responses of 0 URLs
          """)
  void nodeSaysHowManyItRemoved(String what, String said) throws Exception {
    fetch(node, "/a", "X: y");
    fetch(node, "/b", "X: y");

    assertThat(purge(node, what.split(" "))).isZero();

    assertThat(out.toString()).isEqualTo(place(node) + ": " + said + "; no siblings to tell\n");
    assertThat(err.toString()).isEmpty();
    assertThat(isStored(node, "/a")).isEqualTo(said.contains("removed 0"));
  }

  @Test
  void groupOfOneOriginIsMadeStale() throws Exception {
    origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=60").header("Cache-Groups", "\"shop\""));
    fetch(node, "/a", "X: y");

    assertThat(purge(node, "--group", "shop", "--origin", "http://other.test", "--soft")).isZero();
    assertThat(isStored(node, "/a")).isTrue();
    assertThat(purge(node, "--group", "shop", "--origin", "http://site.test", "--soft")).isZero();
    assertThat(isStored(node, "/a")).isFalse();

    assertThat(out.toString().lines())
        .containsExactly(
            place(node) + ": made stale 0 responses of 0 URLs; no siblings to tell",
            place(node) + ": made stale 1 response of 1 URL; no siblings to tell");
  }

  @Test
  void everyNodeHasItsLineAndOneThatCannotBeReachedIsAFinding() throws Exception {
    fetch(node, "/a", "X: y");
    try (RefusedPort nobody = new RefusedPort();
        CacheNode second = node("")) {
      String gone = "127.0.0.1:" + nobody.port();

      int exit =
          purge(
              "purge",
              "--prefix",
              "/",
              "--token-file",
              token.toString(),
              "--admin",
              gone,
              place(node),
              "--admin",
              place(second));

      assertThat(exit).isEqualTo(1);
      assertThat(err.toString()).isEqualTo(gone + ": cannot be reached; is the node running?\n");
      assertThat(out.toString().lines())
          .containsExactly(
              place(node) + ": removed 1 response of 1 URL; no siblings to tell",
              place(second) + ": removed 0 responses of 0 URLs; no siblings to tell");
    }
  }

  @Test
  void siblingThatHasNotConfirmedIsAFinding() throws Exception {
    try (RefusedPort nobody = new RefusedPort();
        CacheNode telling =
            node(
                """
                sibling_secret_file secret
                invalidation_port 127.0.0.1:0
                cache_peer 127.0.0.1 sibling %d 0 name=other invalidation-port=%d
                """
                    .formatted(nobody.port(), nobody.port()))) {
      assertThat(purge(telling, "--prefix", "/")).isEqualTo(1);
      assertThat(out.toString())
          .isEqualTo(place(telling) + ": removed 0 responses of 0 URLs; siblings: other pending\n");
    }
  }

  @Test
  void wrongTokenIsRefusedInOneLine() throws Exception {
    fetch(node, "/a", "X: y");
    Files.writeString(token, "guess");

    assertThat(purge(node, "--prefix", "/")).isEqualTo(1);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(place(node) + ": refused with 401: send the admin token");
    assertThat(isStored(node, "/a")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --url /a                           | 2 | weir purge: not an absolute URI: /a
          --url http://s/ --origin http://s  | 2 | weir purge: origin: goes with group only
          --prefix ''                        | 2 | weir purge: prefix: empty
          --url http://s/ --admin nowhere    | 2 | weir purge: port missing: nowhere
          --url http://s/ --admin a:b        | 2 | weir purge: not a port number: b
          --url http://s/ --prefix /         | 2 | Error: --url=URL, --prefix=TEXT are
          --soft                             | 2 | Error: Missing required argument
          """)
  void badUsageIsToldAndNothingSent(String arguments, int exit, String said) throws Exception {
    String all = "purge --token-file " + token + " " + arguments;
    String[] words = all.replace("''", "~").split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("~") ? "" : words[i];
    }

    assertThat(purge(words)).isEqualTo(exit);
    assertThat(err.toString()).startsWith(said);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none  | ''         | cannot be read; name the node's admin_token_file
          empty | ' '        | is empty
          two   | 'one two'  | holds no token: one word of ASCII characters is expected
          """)
  void tokenFileThatHoldsNoneIsOneLine(String name, String content, String said) throws Exception {
    token = folder.resolve(name);
    if (!content.isEmpty()) {
      Files.writeString(token, content);
    }

    assertThat(purge(node, "--prefix", "/")).isEqualTo(4);
    assertThat(err.toString()).isEqualTo("weir purge: the token file " + token + " " + said + "\n");
  }
}
