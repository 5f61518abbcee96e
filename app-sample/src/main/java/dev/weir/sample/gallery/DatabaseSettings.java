package dev.weir.sample.gallery;

import dev.weir.runtime.settings.Default;
import dev.weir.runtime.settings.Secret;
import java.time.Duration;

/// The SQL database.
///
/// - `url`: any JDBC URL whose driver is on the class path; H2 comes along.
/// - `connections`: at most so many at once; pages wait for a free one.
/// - `connectionTimeout`: how long a page waits for one of them.
public record DatabaseSettings(
    @Default("jdbc:h2:file:./var/gallery") String url,
    @Default("\"\"") String user,
    @Secret @Default("\"\"") String password,
    @Default("10") int connections,
    @Default("5s") Duration connectionTimeout) {

  private static final int MOST_CONNECTIONS = 1000;

  public DatabaseSettings {
    if (!url.startsWith("jdbc:") || url.length() <= "jdbc:".length()) {
      throw new IllegalArgumentException("url must be a JDBC URL, like jdbc:h2:file:./var/gallery");
    }
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException("connections must lie between 1 and 1000");
    }
    // HikariCP's own lower bound.
    if (connectionTimeout.toMillis() < 250) {
      throw new IllegalArgumentException("connectionTimeout must be at least 250ms");
    }
  }

  /// Everything but the URL at its default.
  public static DatabaseSettings at(String url) {
    return new DatabaseSettings(url, "", "", 10, Duration.ofSeconds(5));
  }
}
