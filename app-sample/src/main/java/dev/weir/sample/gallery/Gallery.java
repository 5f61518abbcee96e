package dev.weir.sample.gallery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads albums, pictures and comments.
public final class Gallery {

  private static final String PICTURE_COLUMNS =
      "p.id, p.album_id, p.file_name, p.width, p.height, p.added, p.title, p.caption";

  /// Makes a value from the row the result set stands on.
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final DataSource source;

  public Gallery(DataSource source) {
    this.source = source;
  }

  /// `null`: there is no such part.
  public @Nullable Revision revision(Scope scope) throws SQLException {
    List<Revision> found =
        list(
            "SELECT revision, changed FROM revisions WHERE scope = ?",
            row -> new Revision(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
            scope.name());
    return found.isEmpty() ? null : found.getFirst();
  }

  /// All pictures with their numbers of comments.
  public List<PictureCard> pictures() throws SQLException {
    return list(
        "SELECT "
            + PICTURE_COLUMNS
            + ", (SELECT COUNT(*) FROM comments c WHERE c.picture_id = p.id)"
            + " FROM pictures p ORDER BY p.id",
        row -> new PictureCard(picture(row), row.getInt(9)));
  }

  public List<Album> albums() throws SQLException {
    return list("SELECT id, title, summary FROM albums ORDER BY id", Gallery::album);
  }

  /// `null`: there is no such album.
  public @Nullable AlbumView album(int id) throws SQLException {
    Album album = albumOrNull(id);
    if (album == null) {
      return null;
    }
    List<Picture> pictures =
        list(
            "SELECT " + PICTURE_COLUMNS + " FROM pictures p WHERE p.album_id = ? ORDER BY p.id",
            Gallery::picture,
            id);
    return new AlbumView(album, pictures);
  }

  /// `null`: there is no such picture.
  public @Nullable PictureView picture(int id) throws SQLException {
    List<Picture> found =
        list("SELECT " + PICTURE_COLUMNS + " FROM pictures p WHERE p.id = ?", Gallery::picture, id);
    if (found.isEmpty()) {
      return null;
    }
    Picture picture = found.getFirst();
    Album album = albumOrNull(picture.albumId());
    return album == null ? null : new PictureView(picture, album, comments(id));
  }

  private @Nullable Album albumOrNull(int id) throws SQLException {
    List<Album> found =
        list("SELECT id, title, summary FROM albums WHERE id = ?", Gallery::album, id);
    return found.isEmpty() ? null : found.getFirst();
  }

  private List<Comment> comments(int pictureId) throws SQLException {
    return list(
        "SELECT comment_number, posted, author, body FROM comments"
            + " WHERE picture_id = ? ORDER BY comment_number DESC",
        row ->
            new Comment(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4)),
        pictureId);
  }

  private <T> List<T> list(String sql, RowReader<T> reader, Object... arguments)
      throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> values = new ArrayList<>();
        while (rows.next()) {
          values.add(reader.read(rows));
        }
        return values;
      }
    }
  }

  private static Album album(ResultSet row) throws SQLException {
    return new Album(row.getInt(1), row.getString(2), row.getString(3));
  }

  private static Picture picture(ResultSet row) throws SQLException {
    return new Picture(
        row.getInt(1),
        row.getInt(2),
        row.getString(3),
        row.getInt(4),
        row.getInt(5),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(7),
        row.getString(8));
  }
}
