package dev.weir.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.http.HostPort;
import dev.weir.runtime.settings.SettingsException;
import dev.weir.runtime.settings.SettingsFile;
import dev.weir.sample.provision.MemcachedSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The application's settings file.
class AppSettingsTest {

  @Test
  void anEmptyFileMeansEveryDefault() throws SettingsException {
    AppSettings settings = settings("");

    assertThat(settings.listen()).hasSize(1);
    assertThat(settings.listen().getFirst().address()).hasToString("127.0.0.1:8081");
    assertThat(settings.admin().address()).hasToString("127.0.0.1:9093");
    assertThat(settings.database().url()).isEqualTo("jdbc:h2:file:./var/gallery");
    assertThat(settings.database().connections()).isEqualTo(10);
    assertThat(settings.memcached().servers()).isEmpty();
    assertThat(settings.memcached().source()).isEqualTo(MemcachedSource.AUTO);
    assertThat(settings.memcached().operationTimeout()).isEqualTo(Duration.ofMillis(50));
    assertThat(settings.workers()).isEqualTo(50);
    assertThat(settings.queue()).isEqualTo(200);
    assertThat(settings.staticPrefix()).isEqualTo("/static/");
    assertThat(settings.sessionKey()).isNull();
  }

  @Test
  void everySettingCanBeGiven() throws SettingsException {
    AppSettings settings =
        settings(
            """
            listen: [ { address: "0.0.0.0:9000" }, { address: "unix:/run/weir/app" } ]
            admin: { address: "127.0.0.1:9001", token: secret }
            database:
              url: jdbc:postgresql://db/gallery
              user: weir
              password: ${DB_PASSWORD}
              connections: 20
              connectionTimeout: 2s
            memcached:
              servers: [ "one:11211", "two:11211" ]
              source: none
              memory: 128MiB
              operationTimeout: 100ms
              keyPrefix: gallery-
            workers: 8
            queue: 16
            staticPrefix: /assets/v2/
            sessionKey: 0123456789abcdef
            accessLog: { path: none }
            """);

    assertThat(settings.database().password()).isEqualTo("hush");
    assertThat(settings.memcached().servers())
        .containsExactly(new HostPort("one", 11211), new HostPort("two", 11211));
    assertThat(settings.workers()).isEqualTo(8);
    assertThat(settings.staticPrefix()).isEqualTo("/assets/v2/");
  }

  @Test
  void secretsAreNotPrinted() throws SettingsException {
    SettingsFile file =
        new SettingsFile(
            "app.yaml", "sessionKey: 0123456789abcdef\ndatabase: { password: hush }\n", Map.of());

    assertThat(file.effective(file.as(AppSettings.class)))
        .contains("workers: 50")
        .doesNotContain("0123456789abcdef", "hush");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a misspelt key           | worker: 5                                 | worker                     | did you mean workers?
          no number                | workers: many                             | workers                    | not a whole number
          no workers               | workers: 0                                | workers                    | must lie between 1 and 10000
          too many workers         | workers: 10001                            | workers                    | must lie between 1 and 10000
          no queue                 | queue: 0                                  | queue                      | must lie between 1 and 1000000
          nowhere to listen        | listen: []                                | listen                     | must name at least one address
          no address               | listen: [ { address: "here" } ]           | listen.0.address           | not an address
          a prefix without a slash | staticPrefix: static                      | staticPrefix               | must be a path that begins and ends with a slash
          a prefix of another site | staticPrefix: //cdn.example/              | staticPrefix               | must be a path that begins and ends with a slash
          a short key              | sessionKey: short                         | sessionKey                 | must have at least 16 characters
          no JDBC URL              | database: { url: "postgres://db" }        | database.url               | must be a JDBC URL
          no connections           | database: { connections: 0 }              | database.connections       | must lie between 1 and 1000
          an impatient pool        | database: { connectionTimeout: 10ms }     | database.connectionTimeout | must be at least 250ms
          a server without a port  | memcached: { servers: [ cache ] }         | memcached.servers.0        | port missing
          a server twice           | memcached: { servers: [ "a:1", "a:1" ] }  | memcached.servers          | must differ
          an unknown source        | memcached: { source: redis }              | memcached.source           | unknown value
          too little memory        | memcached: { memory: 1MiB }               | memcached.memory           | must lie between 8MiB and 64GiB
          an endless operation     | memcached: { operationTimeout: 1h }       | memcached.operationTimeout | must lie between 1ms and 10s
          a prefix with a space    | memcached: { keyPrefix: "a b" }           | memcached.keyPrefix        | must be at most 64 visible ASCII characters
          an unset variable        | database: { user: "${NOT_SET}" } | database.user | NOT_SET
          """)
  void aFaultSaysWhereAndWhat(String name, String text, String path, String what) {
    assertThatThrownBy(() -> settings(text))
        .as(name)
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching("app\\.yaml:1:\\d+: [^\n]+")
        .hasMessageContaining(": " + path + ": ")
        .hasMessageContaining(what);
  }

  private static AppSettings settings(String text) throws SettingsException {
    return new SettingsFile("app.yaml", text, Map.of("DB_PASSWORD", "hush")).as(AppSettings.class);
  }
}
