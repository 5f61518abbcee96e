package dev.weir.sample.pages;

import dev.weir.http.Fields;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.gallery.PictureView;
import dev.weir.sample.gallery.Scope;
import dev.weir.sample.pages.RevisionedAnswer.Rendering;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// `GET /pictures/{id}`: one picture, its comments, and the form for a new one.
///
/// Caching: `s-maxage`, so shared caches keep it for 30 s or until a comment makes it invalid (RFC
/// 9111 §4.4), while browsers ask again every time and see their own comment at once.
final class PicturePage implements Page {

  private final Gallery gallery;
  private final RevisionedAnswer answer;
  private final PictureMarkup markup;

  PicturePage(Gallery gallery, RevisionedAnswer answer, PictureMarkup markup) {
    this.gallery = gallery;
    this.answer = answer;
    this.markup = markup;
  }

  @Override
  public PageResponse answer(PageRequest request) throws SQLException, IOException {
    int id = request.id();
    Fields caching =
        Fields.builder()
            .add("Cache-Control", "public, max-age=0, s-maxage=30")
            .add(CacheGroups.MEMBERSHIP, CacheGroups.list(CacheGroups.picture(id)))
            .build();
    Rendering rendering =
        new Rendering("picture", Integer.toString(id), Rendering.HTML, caching, () -> render(id));
    return answer.answer(request, Scope.picture(id), rendering);
  }

  private byte @Nullable [] render(int id) throws SQLException {
    PictureView view = gallery.picture(id);
    return view == null ? null : markup.page(view, CommentDraft.EMPTY).octets();
  }
}
