package dev.weir.sample.web;

import dev.weir.sample.web.Routes.Match;

/// The answers that are no page: every cause has its status here and nowhere else.
///
/// None is storable but 404, for five seconds: an error that one request provoked must not be
/// served to the next.
public final class ErrorPages {

  private static final String RETRY_AFTER = "Retry-After";

  /// Frames a message as a page of the site.
  @FunctionalInterface
  public interface Frame {
    Html page(String title, Html main);
  }

  private final Frame frame;

  public ErrorPages(Frame frame) {
    this.frame = frame;
  }

  public PageResponse notFound() {
    return page(404, "Not found", "There is nothing here, or not any more.")
        .with("Cache-Control", "public, max-age=5");
  }

  public PageResponse wrongMethod(Match.WrongMethod match) {
    return page(405, "Method not allowed", "This page takes " + match.allow() + ".")
        .with("Allow", match.allow());
  }

  public PageResponse preconditionFailed() {
    return page(412, "Precondition failed", "The page is not in the state you asked for.");
  }

  public PageResponse foreignForm() {
    return page(403, "Not from here", "This form was sent from another site.");
  }

  public PageResponse malformedForm() {
    return page(400, "Bad form", "The form cannot be read.");
  }

  public PageResponse formTooLarge() {
    return page(413, "Too much", "The form is larger than it may be.");
  }

  public PageResponse notAForm() {
    return page(415, "Not a form", "Send application/x-www-form-urlencoded.");
  }

  /// The database does not answer.
  public PageResponse tryLater() {
    return page(503, "Out of order", "The gallery cannot be read at the moment.")
        .with(RETRY_AFTER, "5");
  }

  /// A fault of ours; what it was stands in the log.
  public PageResponse fault() {
    return page(500, "Something broke", "It was us. It has been written down.");
  }

  /// All workers are busy and the queue is full; made on the selector thread, so as short as can
  /// be.
  public PageResponse allBusy() {
    return PageResponse.text(503, "All workers are busy.\n")
        .with("Cache-Control", "no-store")
        .with(RETRY_AFTER, "1");
  }

  private PageResponse page(int status, String title, String message) {
    Html main =
        Html.of("<h1>{}</h1><p>{}</p><p><a href=\"/\">To the gallery</a></p>", title, message);
    return PageResponse.html(status, frame.page(title, main)).with("Cache-Control", "no-store");
  }
}
