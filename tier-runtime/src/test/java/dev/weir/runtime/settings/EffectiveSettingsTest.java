package dev.weir.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {

  private static final String TEXT =
      """
      listen:
        - address: 127.0.0.1:8080
          idleTimeout: 90s
        - address: unix:/run/weir.sock
      upstreams:
        "a b": { servers: [ "x:1", "on: fire" ] }
      token: hush
      home: http://example.org/$$x
      """;

  private final SettingsFile file =
      new SettingsFile("edge.yaml", TEXT, Map.of("WEIR_EDGE_BALANCE", "owner"));

  @Test
  void everyValueIsPrintedWithUnitAndOrigin() throws Exception {
    SampleSettings settings = file.as(SampleSettings.class, "WEIR_EDGE");

    assertThat(file.effective(settings, "WEIR_EDGE"))
        .isEqualTo(
            """
            listen:
              - address: 127.0.0.1:8080  # line 2
                http2: off  # default
                idleTimeout: 1m30s  # line 3
              - address: unix:/run/weir.sock  # line 4
                http2: off  # default
                idleTimeout: 30s  # default
            limits:
              head: 16KiB  # default
              target: 8KiB  # default
              share: 0.25  # default
              fields: 100  # default
            upstreams:
              "a b":
                servers: [x:1, "on: fire"]  # line 6
                keepAlive: off  # default
            balance: owner  # environment variable WEIR_EDGE_BALANCE
            names: []  # default
            root: null  # default
            home: "http://example.org/$$x"  # line 8
            token: "***"  # line 7
            """);
  }

  @Test
  void whatIsPrintedReadsBack() throws Exception {
    SampleSettings settings = file.as(SampleSettings.class);
    String printed = file.effective(settings).replace("***", "hush");

    assertThat(new SettingsFile("again.yaml", printed, Map.of()).as(SampleSettings.class))
        .isEqualTo(settings);
  }
}
