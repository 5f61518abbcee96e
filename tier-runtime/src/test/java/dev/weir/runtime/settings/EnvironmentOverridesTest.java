package dev.weir.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentOverridesTest {

  private static final String FILE =
      """
      listen:
        - address: 127.0.0.1:8080
      upstreams:
        web-nodes: { servers: [ a ] }
      """;

  private static SampleSettings read(Map<String, String> environment) throws SettingsException {
    return new SettingsFile("edge.yaml", FILE, environment).as(SampleSettings.class, "WEIR_EDGE");
  }

  @Test
  void variablesReplaceWhatTheFileSays() throws Exception {
    SampleSettings settings =
        read(
            Map.of(
                "WEIR_EDGE_LISTEN_0_ADDRESS", "127.0.0.1:9",
                "WEIR_EDGE_LISTEN_0_IDLE_TIMEOUT", "5s",
                "WEIR_EDGE_LISTEN_1_ADDRESS", "127.0.0.1:10",
                "WEIR_EDGE_UPSTREAMS_WEB_NODES_KEEP_ALIVE", "on",
                "WEIR_EDGE_NAMES", "[ x, y ]",
                "WEIR_EDGE_LIMITS_FIELDS", "7",
                "OTHER", "ignored"));

    assertThat(settings.listen())
        .containsExactly(
            new SampleSettings.Listen(
                new ListenAddress.Tcp("127.0.0.1", 9), false, Duration.ofSeconds(5)),
            new SampleSettings.Listen(
                new ListenAddress.Tcp("127.0.0.1", 10), false, Duration.ofSeconds(30)));
    assertThat(settings.upstreams())
        .containsEntry("web-nodes", new SampleSettings.Group(List.of("a"), true));
    assertThat(settings.names()).containsExactly("x", "y");
    assertThat(settings.limits().fields()).isEqualTo(7);
  }

  @Test
  void aSecretCanStandInAFile(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("token"), "hush\n");

    assertThat(read(Map.of("WEIR_EDGE_TOKEN_FILE", secret.toString())).token()).isEqualTo("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WEIR_EDGE_BALLANCE         | owner | environment variable WEIR_EDGE_BALLANCE: no such setting; did you mean BALANCE?
          WEIR_EDGE_BALANCE          | none  | environment variable WEIR_EDGE_BALANCE: balance: "none": unknown value; known are round-robin, owner
          WEIR_EDGE_LISTEN_5_ADDRESS | 80    | environment variable WEIR_EDGE_LISTEN_5_ADDRESS: the list has 1 items; the next is 1
          WEIR_EDGE_TOKEN_FILE       | /none | environment variable WEIR_EDGE_TOKEN_FILE: the file /none cannot be read (NoSuchFileException); correct its name
          """)
  void faultsNameTheVariable(String variable, String value, String message) {
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> read(Map.of(variable, value)));

    assertThat(refused).hasMessage(message);
  }

  @Test
  void aSecretThatIsRefusedIsNotShown() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class, () -> read(Map.of("WEIR_EDGE_TOKEN", "password")));

    assertThat(refused)
        .hasMessage(
            "environment variable WEIR_EDGE_TOKEN: token: must not be guessed at once; choose another");
  }

  @Test
  void aVariableWhoseNameBeginsLikeOneTheFileUsesIsStillAnOverride() throws Exception {
    String text = "listen: []\nroot: \"${WEIR_EDGE_TOKEN_DIR:-/x}\"";
    SettingsFile file =
        new SettingsFile("edge.yaml", text, Map.of("WEIR_EDGE_TOKEN", "sesame-open"));

    assertThat(file.as(SampleSettings.class, "WEIR_EDGE").token()).isEqualTo("sesame-open");
  }

  @Test
  void aVariableTheFileUsesIsNoOverride() throws Exception {
    String text = "listen: [ { address: \"127.0.0.1:${WEIR_EDGE_PORT}\" } ]";
    SampleSettings settings =
        new SettingsFile("edge.yaml", text, Map.of("WEIR_EDGE_PORT", "81"))
            .as(SampleSettings.class, "WEIR_EDGE");

    assertThat(settings.listen().getFirst().address())
        .isEqualTo(new ListenAddress.Tcp("127.0.0.1", 81));
  }
}
