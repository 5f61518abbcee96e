package dev.weir.sample;

import dev.weir.runtime.settings.SettingsException;
import dev.weir.runtime.settings.SettingsFile;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The whole application on free ports, with a database of its own in memory.
public final class RunningApp implements AutoCloseable {

  private static final AtomicLong DATABASES = new AtomicLong();

  private final SampleApp app;

  /// @param more further settings, as YAML
  public RunningApp(String more, InstantSource clock) throws Exception {
    app = new SampleApp(settings(more), clock);
    app.start();
  }

  public RunningApp() throws Exception {
    this(builtInMemcached(), InstantSource.system());
  }

  static String builtInMemcached() {
    return "memcached: { source: built-in, operationTimeout: 5s }";
  }

  static AppSettings settings(String more) throws SettingsException {
    String text =
        """
        listen: [ { address: "127.0.0.1:0" } ]
        admin: { address: "127.0.0.1:0", token: sesame }
        database: { url: "jdbc:h2:mem:gallery-%d;DB_CLOSE_DELAY=-1" }
        %s
        %s
        """
            .formatted(
                DATABASES.incrementAndGet(),
                more.contains("accessLog:") ? "" : "accessLog: { path: none }",
                more);
    return new SettingsFile("app.yaml", text, Map.of()).as(AppSettings.class);
  }

  public SampleApp app() {
    return app;
  }

  /// One request on a connection of its own.
  public RawResponse get(String target, String... fieldLines) throws IOException {
    try (RawHttpClient client = new RawHttpClient(app.port())) {
      return client.get(target, fieldLines);
    }
  }

  public RawResponse post(String target, Map<String, String> form, String... fieldLines)
      throws IOException {
    StringBuilder body = new StringBuilder();
    form.forEach((name, value) ->
        body.append(body.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return postRaw(target, body.toString(), fieldLines);
  }

  public RawResponse postRaw(String target, String body, String... fieldLines) throws IOException {
    StringBuilder request =
        new StringBuilder("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    if (!String.join("\n", fieldLines).contains("Content-Type:")) {
      request.append("Content-Type: application/x-www-form-urlencoded\r\n");
    }
    for (String line : fieldLines) {
      request.append(line).append("\r\n");
    }
    request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    try (RawHttpClient client = new RawHttpClient(app.port())) {
      return client.exchange(request.toString());
    }
  }

  /// The value of a field that must be there.
  public static String field(RawResponse response, String name) {
    String value = response.fields().first(name);
    if (value == null) {
      throw new AssertionError("no " + name + " in " + response);
    }
    return value;
  }

  /// The `name=value` of the cookie a response sets.
  public static String cookie(RawResponse response) {
    Matcher cookie = Pattern.compile("^[^;]+").matcher(field(response, "Set-Cookie"));
    if (!cookie.find()) {
      throw new AssertionError("no cookie in " + response);
    }
    return cookie.group();
  }

  @Override
  public void close() {
    app.close();
  }
}
