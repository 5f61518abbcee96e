package dev.weir.sample.pages;

import dev.weir.http.Fields;
import dev.weir.sample.gallery.AlbumView;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.gallery.Picture;
import dev.weir.sample.gallery.Scope;
import dev.weir.sample.pages.RevisionedAnswer.Rendering;
import dev.weir.sample.web.Html;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /albums/{id}`: the pictures of one album.
///
/// Caching: deliberately without any explicit freshness. Entity tag and Last-Modified are all a
/// cache gets, so the `refresh_pattern` rules of the nodes decide (RFC 9111 §4.2.2, heuristic
/// freshness). Comments do not change an album, so what the rules decide does not hide anything.
final class AlbumPage implements Page {

  private final Gallery gallery;
  private final RevisionedAnswer answer;
  private final Layout layout;

  AlbumPage(Gallery gallery, RevisionedAnswer answer, Layout layout) {
    this.gallery = gallery;
    this.answer = answer;
    this.layout = layout;
  }

  @Override
  public PageResponse answer(PageRequest request) throws SQLException, IOException {
    int id = request.id();
    Rendering rendering =
        new Rendering(
            "album", Integer.toString(id), Rendering.HTML, Fields.EMPTY, () -> render(id));
    return answer.answer(request, Scope.album(id), rendering);
  }

  private byte @Nullable [] render(int id) throws SQLException {
    AlbumView view = gallery.album(id);
    if (view == null) {
      return null;
    }
    List<Picture> pictures = view.pictures();
    Html grid = Html.join(pictures.stream().map(this::card).toList());
    return layout
        .page(
            view.album().title(),
            Html.of(
                """
                <p class="crumbs"><a href="/">Pictures</a></p>
                <h1>{}</h1>
                <p class="lead">{}</p>
                <ul class="grid">
                {}</ul>\
                """,
                view.album().title(),
                view.album().summary(),
                grid))
        .octets();
  }

  private Html card(Picture picture) {
    return Cards.card(layout, picture, picture.width() + " × " + picture.height());
  }
}
