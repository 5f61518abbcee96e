package dev.weir.sample.pages;

import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.Html;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import dev.weir.sample.web.SameOrigin;

/// `GET /login`, `POST /login`, `POST /logout`: signing in is naming oneself.
///
/// Caching: the form is the same for everybody and may be stored for five minutes; the answers to
/// POST set the cookie and may not be stored at all.
final class LoginPages {

  private final Layout layout;
  private final Sessions sessions;
  private final ErrorPages errors;

  LoginPages(Layout layout, Sessions sessions, ErrorPages errors) {
    this.layout = layout;
    this.sessions = sessions;
    this.errors = errors;
  }

  PageResponse form(PageRequest request) {
    return page(200, "").with("Cache-Control", "public, max-age=300");
  }

  PageResponse login(PageRequest request) {
    if (isForeign(request)) {
      return errors.foreignForm();
    }
    String name = CommentDraft.oneLine(request.form().value("name"));
    if (name.isEmpty() || name.codePointCount(0, name.length()) > CommentDraft.MAX_AUTHOR) {
      String fault = "Please give a name of 1 to " + CommentDraft.MAX_AUTHOR + " characters.";
      return page(422, fault).with("Cache-Control", "no-store");
    }
    return PageResponse.seeOther("/me")
        .with("Cache-Control", "no-store")
        .with("Set-Cookie", sessions.begin(name, request.fields()));
  }

  PageResponse logout(PageRequest request) {
    if (isForeign(request)) {
      return errors.foreignForm();
    }
    return PageResponse.seeOther("/")
        .with("Cache-Control", "no-store")
        .with("Set-Cookie", sessions.end(request.fields()));
  }

  private static boolean isForeign(PageRequest request) {
    return SameOrigin.senderOf(request.fields(), request.authority())
        == SameOrigin.Sender.ELSEWHERE;
  }

  private PageResponse page(int status, String fault) {
    Html alert =
        fault.isEmpty() ? Html.NOTHING : Html.of("<p class=\"fault\" role=\"alert\">{}</p>", fault);
    return PageResponse.html(
        status,
        layout.page(
            "Sign in",
            Html.of(
                """
                <h1>Sign in</h1>
                <p class="lead">No password: whoever you say you are, you are.</p>
                <form class="form" method="post" action="/login">
                {}<label for="name">Name</label>
                <input id="name" name="name" maxlength="{}" autocomplete="nickname" required>
                <button>Sign in</button>
                </form>\
                """,
                alert,
                CommentDraft.MAX_AUTHOR)));
  }
}
