package dev.weir.edge.refuse;

/// The text of an error answer in its two forms.
final class ErrorPage {

  private ErrorPage() {}

  /// One file, no script, nothing loaded; follows the reader's light or dark setting.
  ///
  /// `requestId` is empty where the request did not get far enough to have one.
  static String html(int status, Wording wording, String requestId) {
    String footer =
        requestId.isEmpty() ? "" : "<small>Request <code>" + requestId + "</code></small>\n";
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>%1$d %2$s</title>
    <style>
    :root { color-scheme: light dark }
    body { margin: 0; min-height: 100vh; display: grid; place-items: center;
      font: 1rem/1.5 system-ui, sans-serif;
      color: light-dark(#1d2733, #e4e9ee); background: light-dark(#f5f7f9, #12181f) }
    main { max-width: 28rem; padding: 2rem }
    b { font-size: 4rem; line-height: 1; font-weight: 200; color: light-dark(#2a6f8f, #6cb6d6) }
    h1 { margin: .5rem 0; font-size: 1.4rem; font-weight: 600 }
    p { margin: 0 0 1.5rem }
    small { opacity: .65 }
    code { font: .85em ui-monospace, monospace; user-select: all }
    </style>
    </head>
    <body><main>
    <b>%1$d</b>
    <h1>%2$s</h1>
    <p>%3$s</p>
    %4$s</main></body>
    </html>
    """
        .formatted(status, wording.title(), wording.text(), footer);
  }

  static String problem(int status, Wording wording, String requestId) {
    String id = requestId.isEmpty() ? "" : ",\"requestId\":\"" + requestId + '"';
    return "{\"type\":\"about:blank\",\"title\":\""
        + wording.title()
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + wording.text()
        + '"'
        + id
        + "}\n";
  }
}
