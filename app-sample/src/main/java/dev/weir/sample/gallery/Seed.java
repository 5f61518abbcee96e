package dev.weir.sample.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pictures an empty gallery starts with.
///
/// Their dates lie well in the past, so that caches that derive freshness from Last-Modified (RFC
/// 9111 §4.2.2) have something to derive from.
final class Seed {

  private static final String RESOURCE = "seed.tsv";

  private Seed() {}

  /// One transaction, the caller's.
  static void plantIfEmpty(Connection connection) throws SQLException, IOException {
    if (isEmpty(connection)) {
      plant(connection, lines());
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM albums")) {
      return count.next() && count.getInt(1) == 0;
    }
  }

  private static List<String[]> lines() throws IOException {
    InputStream resource = Seed.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IOException("missing from the class path: " + RESOURCE);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  private static void plant(Connection connection, List<String[]> lines) throws SQLException {
    Map<Scope, Long> changed = new HashMap<>();
    Map<Scope, Long> revisions = new HashMap<>();
    for (String[] line : lines) {
      switch (line[0]) {
        case "album" -> album(connection, line);
        case "picture" -> {
          long added = millis(line[6]);
          picture(connection, line, added);
          Scope scope = Scope.picture(Integer.parseInt(line[1]));
          changed.merge(scope, added, Math::max);
          changed.merge(Scope.album(Integer.parseInt(line[2])), added, Math::max);
          changed.merge(Scope.GALLERY, added, Math::max);
        }
        case "comment" -> {
          Scope scope = Scope.picture(Integer.parseInt(line[1]));
          long number = revisions.merge(scope, 1L, Long::sum);
          comment(connection, line, number);
          changed.merge(scope, millis(line[2]), Math::max);
          changed.merge(Scope.GALLERY, millis(line[2]), Math::max);
        }
        default -> throw new IllegalStateException(RESOURCE + ": unknown kind " + line[0]);
      }
    }
    for (Map.Entry<Scope, Long> entry : changed.entrySet()) {
      long number = revisions.getOrDefault(entry.getKey(), 0L);
      revision(connection, entry.getKey(), number, entry.getValue());
    }
  }

  private static void album(Connection connection, String[] line) throws SQLException {
    insert(
        connection,
        "INSERT INTO albums (id, title, summary) VALUES (?, ?, ?)",
        Integer.valueOf(line[1]),
        line[2],
        line[3]);
  }

  private static void picture(Connection connection, String[] line, long added)
      throws SQLException {
    insert(
        connection,
        "INSERT INTO pictures (id, album_id, file_name, width, height, added, title, caption)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        Integer.valueOf(line[1]),
        Integer.valueOf(line[2]),
        line[3],
        Integer.valueOf(line[4]),
        Integer.valueOf(line[5]),
        added,
        line[7],
        line[8]);
  }

  private static void comment(Connection connection, String[] line, long number)
      throws SQLException {
    insert(
        connection,
        "INSERT INTO comments (picture_id, comment_number, posted, author, body)"
            + " VALUES (?, ?, ?, ?, ?)",
        Integer.valueOf(line[1]),
        number,
        millis(line[2]),
        line[3],
        line[4]);
  }

  private static void revision(Connection connection, Scope scope, long number, long changed)
      throws SQLException {
    insert(
        connection,
        "INSERT INTO revisions (scope, revision, changed) VALUES (?, ?, ?)",
        scope.name(),
        number,
        changed);
  }

  private static void insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static long millis(String day) {
    Instant noon = LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    return noon.toEpochMilli();
  }
}
