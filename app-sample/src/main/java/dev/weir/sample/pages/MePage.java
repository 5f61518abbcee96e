package dev.weir.sample.pages;

import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.Html;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;

/// `GET /me`: who you are; nobody is sent to `/login` (303).
///
/// Caching: `private`, so no shared cache may store it (RFC 9111 §5.2.2.7), and a browser asks
/// again each time; `Vary: Cookie` for caches that would have forgotten the first.
final class MePage implements Page {

  private static final String PRIVATE = "private, no-cache";

  private final Layout layout;
  private final Sessions sessions;

  MePage(Layout layout, Sessions sessions) {
    this.layout = layout;
    this.sessions = sessions;
  }

  @Override
  public PageResponse answer(PageRequest request) {
    String visitor = sessions.visitor(request.fields());
    PageResponse response =
        visitor == null ? PageResponse.seeOther("/login") : PageResponse.html(200, page(visitor));
    return response.with("Cache-Control", PRIVATE).with("Vary", "Cookie");
  }

  private Html page(String visitor) {
    return layout.page(
        "You",
        Html.of(
            """
            <h1>Hello, {}</h1>
            <p class="lead">This page is yours alone: no cache between us keeps it.</p>
            <form class="form" method="post" action="/logout"><button>Sign out</button></form>\
            """,
            visitor));
  }
}
