package dev.weir.sample;

import dev.weir.runtime.accesslog.AccessLogSettings;
import dev.weir.runtime.admin.AdminSettings;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.settings.Default;
import dev.weir.runtime.settings.Secret;
import dev.weir.sample.gallery.DatabaseSettings;
import dev.weir.sample.provision.MemcachedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything the sample application can be told.
///
/// - `workers`: requests worked on at once.
/// - `queue`: requests that may wait for a worker; more are answered 503.
/// - `staticPrefix`: path below which somebody in front of us serves pictures and style sheet.
/// - `staticRoot`: folder whose `img/` and `css/` the application serves there itself; without it
///   that is left to somebody in front.
/// - `sessionKey`: signs session cookies; the same for all processes that serve one site. Without
///   it every start makes another one, and signs everybody out.
public record AppSettings(
    @Default("[{address: \"127.0.0.1:8081\"}]") List<ListenSettings> listen,
    @Default("{address: \"127.0.0.1:9093\"}") AdminSettings admin,
    @Default("{}") DatabaseSettings database,
    @Default("{}") MemcachedSettings memcached,
    @Default("50") int workers,
    @Default("200") int queue,
    @Default("/static/") String staticPrefix,
    @Nullable Path staticRoot,
    @Secret @Nullable String sessionKey,
    @Default("{}") AccessLogSettings accessLog) {

  private static final int MOST_WORKERS = 10_000;
  private static final int LONGEST_QUEUE = 1_000_000;
  private static final int SHORTEST_KEY = 16;

  public AppSettings {
    listen = List.copyOf(listen);
    require(!listen.isEmpty(), "listen must name at least one address");
    require(workers >= 1 && workers <= MOST_WORKERS, "workers must lie between 1 and 10000");
    require(queue >= 1 && queue <= LONGEST_QUEUE, "queue must lie between 1 and 1000000");
    require(
        staticPrefix.matches("/([A-Za-z0-9._~-]+/)*"),
        "staticPrefix must be a path that begins and ends with a slash, like /static/");
    require(
        staticRoot == null || Files.isDirectory(staticRoot),
        "staticRoot must be a folder that exists");
    require(
        sessionKey == null || sessionKey.length() >= SHORTEST_KEY,
        "sessionKey must have at least 16 characters");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
