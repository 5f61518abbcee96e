package dev.weir.sample.gallery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// The connection pool, over a database that has the gallery's tables and, when they were empty,
/// its first pictures.
public final class GalleryDatabase implements AutoCloseable {

  /// Standard SQL, without generated keys and date types, so that any database takes it.
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS albums (
            id INTEGER PRIMARY KEY,
            title VARCHAR(200) NOT NULL,
            summary VARCHAR(1000) NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS pictures (
            id INTEGER PRIMARY KEY,
            album_id INTEGER NOT NULL REFERENCES albums (id),
            file_name VARCHAR(200) NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            added BIGINT NOT NULL,
            title VARCHAR(200) NOT NULL,
            caption VARCHAR(1000) NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS comments (
            picture_id INTEGER NOT NULL REFERENCES pictures (id),
            comment_number BIGINT NOT NULL,
            posted BIGINT NOT NULL,
            author VARCHAR(100) NOT NULL,
            body VARCHAR(4000) NOT NULL,
            PRIMARY KEY (picture_id, comment_number))
          """,
          """
          CREATE TABLE IF NOT EXISTS revisions (
            scope VARCHAR(40) PRIMARY KEY,
            revision BIGINT NOT NULL,
            changed BIGINT NOT NULL)
          """);

  private final HikariDataSource pool;

  private GalleryDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /// Connects, makes the tables that are missing and fills an empty gallery.
  ///
  /// @throws SQLException when the database cannot be reached or refuses; nothing stays open then
  public static GalleryDatabase open(DatabaseSettings settings) throws SQLException, IOException {
    HikariDataSource pool = pool(settings);
    try {
      prepare(pool);
      return new GalleryDatabase(pool);
    } catch (SQLException | IOException e) {
      pool.close();
      throw e;
    }
  }

  public DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariDataSource pool(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("gallery");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections());
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    // The first connection is made by prepare(), whose failure is an SQLException with its reason.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static void prepare(DataSource source) throws SQLException, IOException {
    try (Connection connection = source.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        for (String table : TABLES) {
          statement.execute(table);
        }
      }
      connection.setAutoCommit(false);
      Seed.plantIfEmpty(connection);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
