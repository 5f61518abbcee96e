package dev.weir.sample.gallery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;

/// Adds a comment and counts up the revisions of what shows it, in one transaction: whoever sees
/// the new revision sees the comment.
public final class CommentPosting {

  /// Of one picture; older ones go, so that a demo left running does not fill the disk.
  static final int KEPT_COMMENTS = 100;

  /// How a posting ended.
  public enum Posted {
    ADDED,
    NO_SUCH_PICTURE
  }

  private final DataSource source;
  private final InstantSource clock;

  public CommentPosting(DataSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  public Posted post(int pictureId, String author, String text) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Posted posted = post(connection, pictureId, author, text);
        connection.commit();
        return posted;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private Posted post(Connection connection, int pictureId, String author, String text)
      throws SQLException {
    Instant now = clock.instant();
    // The row stays locked until the commit, so the number read next is ours alone.
    if (!countUp(connection, Scope.picture(pictureId), now)) {
      return Posted.NO_SUCH_PICTURE;
    }
    long number = revision(connection, Scope.picture(pictureId));
    insert(connection, pictureId, new Comment(number, now, author, text));
    deleteUpTo(connection, pictureId, number - KEPT_COMMENTS);
    countUp(connection, Scope.GALLERY, now);
    return Posted.ADDED;
  }

  private static boolean countUp(Connection connection, Scope scope, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE revisions SET revision = revision + 1, changed = ? WHERE scope = ?")) {
      update.setLong(1, now.toEpochMilli());
      update.setString(2, scope.name());
      return update.executeUpdate() == 1;
    }
  }

  private static long revision(Connection connection, Scope scope) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT revision FROM revisions WHERE scope = ?")) {
      select.setString(1, scope.name());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("revision of " + scope.name() + " has gone");
        }
        return row.getLong(1);
      }
    }
  }

  private static void insert(Connection connection, int pictureId, Comment comment)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO comments (picture_id, comment_number, posted, author, body)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      insert.setInt(1, pictureId);
      insert.setLong(2, comment.number());
      insert.setLong(3, comment.posted().toEpochMilli());
      insert.setString(4, comment.author());
      insert.setString(5, comment.text());
      insert.executeUpdate();
    }
  }

  private static void deleteUpTo(Connection connection, int pictureId, long number)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM comments WHERE picture_id = ? AND comment_number <= ?")) {
      delete.setInt(1, pictureId);
      delete.setLong(2, number);
      delete.executeUpdate();
    }
  }
}
