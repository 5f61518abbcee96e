package dev.weir.sample.pages;

import dev.weir.sample.gallery.Comment;
import dev.weir.sample.gallery.Picture;
import dev.weir.sample.gallery.PictureView;
import dev.weir.sample.web.Html;

/// The HTML of a picture's page.
final class PictureMarkup {

  private final Layout layout;

  PictureMarkup(Layout layout) {
    this.layout = layout;
  }

  Html page(PictureView view, CommentDraft draft) {
    Picture picture = view.picture();
    return layout.page(
        picture.title(),
        Html.of(
            """
            <p class="crumbs"><a href="/">Pictures</a> <span aria-hidden="true">/</span> <a href="/albums/{}">{}</a></p>
            <h1>{}</h1>
            <figure class="picture">
            <img src="{}" width="{}" height="{}" alt="{}">
            <figcaption>{} <span class="note">Added {}</span></figcaption>
            </figure>
            <section aria-labelledby="comments">
            <h2 id="comments">{}</h2>
            {}
            {}
            </section>\
            """,
            view.album().id(),
            view.album().title(),
            picture.title(),
            layout.image(picture.file()),
            picture.width(),
            picture.height(),
            picture.title(),
            picture.caption(),
            Layout.day(picture.added()),
            heading(view.comments().size()),
            list(view),
            form(picture.id(), draft)));
  }

  private static String heading(int count) {
    return count == 0 ? "Comments" : Layout.comments(count);
  }

  private static Html list(PictureView view) {
    if (view.comments().isEmpty()) {
      return Html.of("<p>Nobody has said anything yet.</p>");
    }
    return Html.of(
        "<ol class=\"comments\">\n{}</ol>",
        Html.join(view.comments().stream().map(PictureMarkup::comment).toList()));
  }

  private static Html comment(Comment comment) {
    return Html.of(
        """
        <li id="comment-{}"><p class="by"><b>{}</b> {}</p>
        <p>{}</p></li>
        """,
        comment.number(),
        comment.author(),
        Layout.day(comment.posted()),
        Html.lines(comment.text()));
  }

  private static Html form(int pictureId, CommentDraft draft) {
    Html fault =
        draft.isGood()
            ? Html.NOTHING
            : Html.of("<p class=\"fault\" role=\"alert\">{}</p>", draft.fault());
    return Html.of(
        """
        <form class="form" method="post" action="/pictures/{}/comments">
        <h3>Say something</h3>
        {}<label for="author">Name <span class="note">not needed when you are signed in</span></label>
        <input id="author" name="author" maxlength="{}" autocomplete="nickname" value="{}">
        <label for="text">Comment</label>
        <textarea id="text" name="text" rows="4" maxlength="{}" required>{}</textarea>
        <button>Post the comment</button>
        </form>\
        """,
        pictureId,
        fault,
        CommentDraft.MAX_AUTHOR,
        draft.author(),
        CommentDraft.MAX_TEXT,
        draft.text());
  }
}
