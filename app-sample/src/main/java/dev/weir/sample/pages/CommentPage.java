package dev.weir.sample.pages;

import dev.weir.sample.gallery.CommentPosting;
import dev.weir.sample.gallery.Gallery;
import dev.weir.sample.gallery.PictureView;
import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import dev.weir.sample.web.SameOrigin;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// `POST /pictures/{id}/comments`: adds a comment and sends the client back to the picture (303).
///
/// Caching: the answer makes what caches hold invalid. `Location` names the picture's page (RFC
/// 9111 §4.4), `Cache-Group-Invalidation` also the gallery page and the API, which show numbers of
/// comments (RFC 9875 §3). Our own fragments need no such call: their names carry the revision that
/// the comment has just counted up.
final class CommentPage implements Page {

  private final Gallery gallery;
  private final CommentPosting posting;
  private final Sessions sessions;
  private final PictureMarkup markup;
  private final ErrorPages errors;

  CommentPage(
      Gallery gallery,
      CommentPosting posting,
      Sessions sessions,
      PictureMarkup markup,
      ErrorPages errors) {
    this.gallery = gallery;
    this.posting = posting;
    this.sessions = sessions;
    this.markup = markup;
    this.errors = errors;
  }

  @Override
  public PageResponse answer(PageRequest request) throws SQLException {
    if (SameOrigin.senderOf(request.fields(), request.authority()) == SameOrigin.Sender.ELSEWHERE) {
      return errors.foreignForm();
    }
    String visitor = sessions.visitor(request.fields());
    CommentDraft draft = CommentDraft.of(request.form(), visitor == null ? "" : visitor);
    int id = request.id();
    if (!draft.isGood()) {
      return again(gallery.picture(id), draft);
    }
    return switch (posting.post(id, draft.author(), draft.text())) {
      case NO_SUCH_PICTURE -> errors.notFound();
      case ADDED ->
          PageResponse.seeOther("/pictures/" + id)
              .with("Cache-Control", "no-store")
              .with(
                  CacheGroups.INVALIDATION,
                  CacheGroups.list(CacheGroups.GALLERY, CacheGroups.picture(id)));
    };
  }

  /// The form with what was typed and what is wrong with it.
  private PageResponse again(@Nullable PictureView view, CommentDraft draft) {
    return view == null
        ? errors.notFound()
        : PageResponse.html(422, markup.page(view, draft)).with("Cache-Control", "no-store");
  }
}
