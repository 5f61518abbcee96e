package dev.weir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `weir` prints, where, and the code it ends with.
class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  CommandLineTest() {}

  private int weir(String... arguments) {
    return Weir.commandLineFor(arguments)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource({"version, 0", "--version, 0", "check --help, 0", "chekc, 2", "node, 2"})
  void endsWith(String arguments, int exit) {
    assertThat(weir(arguments.split(" "))).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          explain 1f-2e --live        | '1f-2e' is no URL but the id of a request that was; leave out --live
          explain 1f-2e --dry         | '1f-2e' is no URL but the id of a request that was; leave out --dry
          explain 1f-2e -H A:b        | '1f-2e' is no URL but the id of a request that was; leave out -H
          explain http://a/ -H ab     | 'ab' is no header; write Name: value
          explain http://a/ -H :ab    | ':ab' is no header; write Name: value
          explain 1f-2e -H ab         | 'ab' is no header; write Name: value
          """)
  void explainRefusesOptionsThatWouldBeDropped(String arguments, String message) {
    assertThat(weir(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
  }

  @Test
  void readsTheCommandAskedForAndAllWhenNoneIs() {
    assertThat(Weir.commandLineFor("node", "--help").getSubcommands()).containsOnlyKeys("node");
    assertThat(Weir.commandLineFor("nod").getSubcommands()).hasSize(13);
    assertThat(Weir.commandLineFor("--help").getSubcommands()).hasSize(13);
    assertThat(Weir.commandLineFor().getSubcommands()).hasSize(13);
  }

  @Test
  void versionNamesJavaToo() {
    weir("version");

    assertThat(out.toString()).startsWith("weir ").contains("(Java " + Runtime.version() + ")");
  }

  @Test
  void aValidFileIsPrintedWithEverySettingInForce() throws Exception {
    Path file = Files.writeString(folder.resolve("node.conf"), "cache_mem 1 MB\n");

    assertThat(weir("check", file.toString())).isZero();
    assertThat(out.toString())
        .startsWith("# " + file + ": valid (node)")
        .containsPattern("cache_mem 1048576 bytes +# .*node\\.conf:1")
        .contains("# default");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void warningsAreFindingsWhenStrict() throws Exception {
    Path file = Files.writeString(folder.resolve("node.conf"), "via on\nvia off\n");

    assertThat(weir("check", file.toString())).isZero();
    assertThat(err.toString()).startsWith("warning: " + file + ":2: via: given again");
    assertThat(weir("check", "--strict", file.toString())).isEqualTo(1);
  }

  @Test
  void anAddressThatIsTakenIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file =
          Files.writeString(
              folder.resolve("node.conf"),
              "http_port 127.0.0.1:" + taken.getLocalPort() + "\naccess_log none\n");

      assertThat(weir("node", "--config", file.toString())).isEqualTo(4);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("weir node: cannot listen: ")
          .contains(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void aLogThatCannotBeWrittenIsOneLine() throws Exception {
    // The directory is there, so that the file is valid; nobody can create a file in it.
    Path file =
        Files.writeString(
            folder.resolve("node.conf"), "http_port 127.0.0.1:0\naccess_log /proc/weir.log\n");

    assertThat(weir("node", "--config", file.toString())).isEqualTo(4);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("weir node: the log /proc/weir.log cannot be written: ")
        .contains("; name another file");
  }

  @Test
  void aDatabaseThatCannotBeUsedIsOneLine() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("app.yaml"),
            """
            listen: [ { address: "127.0.0.1:0" } ]
            admin: { address: "127.0.0.1:0" }
            database: { url: "jdbc:h2:tcp://127.0.0.1:1/none", connectionTimeout: 250ms }
            memcached: { source: none }
            accessLog: { path: none }
            """);

    assertThat(weir("app", "--config", file.toString())).isEqualTo(4);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("weir app: database.url jdbc:h2:tcp://127.0.0.1:1/none cannot be used: ");
  }
}
