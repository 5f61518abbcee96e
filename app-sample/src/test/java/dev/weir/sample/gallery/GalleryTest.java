package dev.weir.sample.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.sample.gallery.CommentPosting.Posted;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Albums, pictures, comments and revisions in a database on disk.
class GalleryTest {

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private GalleryDatabase database;
  private Gallery gallery;
  private CommentPosting posting;

  @BeforeEach
  void open() throws SQLException, IOException {
    database = GalleryDatabase.open(settings());
    gallery = new Gallery(database.source());
    posting = new CommentPosting(database.source(), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anEmptyDatabaseIsFilled() throws SQLException {
    assertThat(gallery.albums()).hasSize(5);
    assertThat(gallery.pictures()).hasSize(30);
    assertThat(Objects.requireNonNull(gallery.album(3)).pictures())
        .hasSize(6)
        .allMatch(picture -> picture.albumId() == 3);
    assertThat(gallery.album(6)).isNull();
    assertThat(gallery.picture(31)).isNull();
    assertThat(gallery.revision(Scope.album(6))).isNull();
  }

  @Test
  void whatIsThereStaysWhenOpenedAgain() throws SQLException, IOException {
    posting.post(1, "Ada", "still here");
    Revision revision = gallery.revision(Scope.picture(1));
    close();
    open();

    assertThat(gallery.pictures()).hasSize(30);
    assertThat(gallery.revision(Scope.picture(1))).isEqualTo(revision);
    assertThat(comments(1).getFirst().text()).isEqualTo("still here");
  }

  @Test
  void aCommentCountsUpWhatShowsItAndNothingElse() throws SQLException {
    Revision picture = revision(Scope.picture(2));
    Revision gallery = revision(Scope.GALLERY);
    Revision album = revision(Scope.album(1));
    Revision other = revision(Scope.picture(3));
    clock.advance(Duration.ofHours(1));

    assertThat(posting.post(2, "Ada", "Hello")).isEqualTo(Posted.ADDED);

    assertThat(revision(Scope.picture(2)))
        .isEqualTo(new Revision(picture.number() + 1, clock.instant()));
    assertThat(revision(Scope.GALLERY))
        .isEqualTo(new Revision(gallery.number() + 1, clock.instant()));
    assertThat(revision(Scope.album(1))).isEqualTo(album);
    assertThat(revision(Scope.picture(3))).isEqualTo(other);
    assertThat(comments(2)).containsExactly(new Comment(1, clock.instant(), "Ada", "Hello"));
  }

  @Test
  void nothingIsPostedToAPictureThatDoesNotExist() throws SQLException {
    Revision before = revision(Scope.GALLERY);

    assertThat(posting.post(31, "Ada", "Hello")).isEqualTo(Posted.NO_SUCH_PICTURE);
    assertThat(revision(Scope.GALLERY)).isEqualTo(before);
  }

  @Test
  void commentsPostedAtOnceAreAllKept() throws Exception {
    List<Future<Posted>> posts = new ArrayList<>();
    try (ExecutorService posters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        int number = i;
        posts.add(posters.submit(() -> posting.post(1 + number % 4, "p" + number, "x")));
      }
    }
    for (Future<Posted> post : posts) {
      assertThat(post.get()).isEqualTo(Posted.ADDED);
    }

    assertThat(comments(2)).hasSize(10);
    assertThat(comments(4)).hasSize(10);
    assertThat(revision(Scope.GALLERY).number()).isEqualTo(40);
  }

  @Test
  void theOldestCommentsGoWhenThereAreTooMany() throws SQLException {
    for (int i = 1; i <= CommentPosting.KEPT_COMMENTS + 5; i++) {
      posting.post(2, "Ada", "comment " + i);
    }

    List<Comment> kept = comments(2);
    assertThat(kept).hasSize(CommentPosting.KEPT_COMMENTS);
    assertThat(kept.getFirst().text()).isEqualTo("comment 105");
    assertThat(kept.getLast().text()).isEqualTo("comment 6");
  }

  @Test
  void textIsNeverPartOfASentenceInSql() throws SQLException {
    String text = "'); DROP TABLE comments; --";

    posting.post(2, text, text);

    assertThat(comments(2).getFirst().text()).isEqualTo(text);
  }

  @Test
  void theListOfPicturesComesBackFromItsOctets() throws Exception {
    List<PictureCard> pictures = gallery.pictures();

    assertThat(PictureListCodec.decode(PictureListCodec.encode(pictures))).isEqualTo(pictures);
    assertThatThrownBy(() -> PictureListCodec.decode(new byte[] {1, 127, 127, 127, 127}))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PictureListCodec.decode(new byte[] {9}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aDatabaseThatCannotBeReachedSaysSo() {
    DatabaseSettings unreachable =
        new DatabaseSettings("jdbc:h2:tcp://127.0.0.1:1/none", "", "", 2, Duration.ofMillis(300));

    assertThatThrownBy(() -> GalleryDatabase.open(unreachable)).isInstanceOf(SQLException.class);
  }

  private DatabaseSettings settings() {
    return DatabaseSettings.at("jdbc:h2:file:" + folder.resolve("gallery"));
  }

  private Revision revision(Scope scope) throws SQLException {
    return Objects.requireNonNull(gallery.revision(scope));
  }

  private List<Comment> comments(int picture) throws SQLException {
    return Objects.requireNonNull(gallery.picture(picture)).comments();
  }
}
