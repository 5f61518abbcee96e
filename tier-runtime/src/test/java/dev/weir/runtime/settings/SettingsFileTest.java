package dev.weir.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

  private static SampleSettings read(String text) throws SettingsException {
    return new SettingsFile("edge.yaml", text, Map.of("PORT", "8080", "EMPTY", ""))
        .as(SampleSettings.class);
  }

  @Test
  void everyTypeIsRead() throws Exception {
    SampleSettings settings =
        read(
            """
            listen:
              - address: 127.0.0.1:${PORT}
                http2: yes
                idleTimeout: 1m30s
              - { address: "unix:/run/weir.sock" }
            limits: { head: 32KiB, share: 0.5 }
            upstreams:
              nodes:
                servers: [ "127.0.0.1:3128", b ]
                keepAlive: on
            balance: owner
            names: [ b, a, b ]
            root: /srv/site
            home: http://example.org/
            token: "${NOBODY:-se$$cret}"
            """);

    assertThat(settings)
        .isEqualTo(
            new SampleSettings(
                List.of(
                    new SampleSettings.Listen(
                        new ListenAddress.Tcp("127.0.0.1", 8080), true, Duration.ofSeconds(90)),
                    new SampleSettings.Listen(
                        new ListenAddress.UnixSocket(Path.of("/run/weir.sock")),
                        false,
                        Duration.ofSeconds(30))),
                new SampleSettings.Limits(ByteSize.ofKib(32), ByteSize.ofKib(8), 0.5, 100),
                Map.of("nodes", new SampleSettings.Group(List.of("127.0.0.1:3128", "b"), true)),
                SampleSettings.Balance.OWNER,
                Set.of("a", "b"),
                Path.of("/srv/site"),
                URI.create("http://example.org/"),
                "se$cret"));
  }

  @Test
  void whatIsNotWrittenHasItsDefault() throws Exception {
    SampleSettings settings = read("listen: []\nlimits:\ntoken: null\n");

    assertThat(settings.limits().head()).isEqualTo(ByteSize.ofKib(16));
    assertThat(settings.balance()).isEqualTo(SampleSettings.Balance.ROUND_ROBIN);
    assertThat(settings.upstreams()).isEmpty();
    assertThat(settings.root()).isNull();
    assertThat(settings.token()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ${PORT}            , 8080
          a${PORT}b          , a8080b
          ${NOBODY:-x}       , x
          ${EMPTY:-x}        , x
          ${EMPTY}y          , y
          ${NOBODY:-}y       , y
          $$PORT             , $PORT
          $${PORT}           , ${PORT}
          a$b                , a$b
          """)
  void variablesAreReplaced(String written, String meant) throws Exception {
    assertThat(read("listen: []\ntoken: '" + written + "'").token()).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          250ms , 250
          30s   , 30000
          1h30m , 5400000
          2d    , 172800000
          """)
  void durationsHaveUnits(String written, long milliseconds) throws Exception {
    String text = "listen: [ { address: 1, idleTimeout: " + written + " } ]";

    assertThat(read(text).listen().getFirst().idleTimeout())
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          512    , 512     , 512
          64KiB  , 65536   , 64KiB
          8MB    , 8000000 , 8000000
          '2 GiB', 2147483648, 2GiB
          1k     , 1024    , 1KiB
          0      , 0       , 0
          """)
  void sizesHaveUnits(String written, long bytes, String printed) {
    ByteSize size = ByteSize.parse(written);

    assertThat(size.bytes()).isEqualTo(bytes);
    assertThat(size).hasToString(printed);
    assertThat(ByteSize.parse(printed)).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          8080             , *:8080
          *:0              , *:0
          127.0.0.1:80     , 127.0.0.1:80
          [::1]:80         , [::1]:80
          localhost:80     , localhost:80
          unix:/run/w.sock , unix:/run/w.sock
          """)
  void listenAddressesAreRead(String written, String printed) {
    assertThat(ListenAddress.parse(written)).hasToString(printed);
  }
}
