package dev.weir.sample.pages;

import dev.weir.sample.web.Html;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The frame of every page, and the pieces that several pages share.
public final class Layout {

  /// Counted up with every change of any page's HTML: fragments and entity tags made with the older
  /// one would pass for current.
  static final String DESIGN = "d1";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO_DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>{} · Weir Gallery</title>
      <link rel="stylesheet" href="{}css/gallery.css">
      <link rel="icon" type="image/svg+xml" href="{}favicon.svg">
      </head>
      <body>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="bar">
      <a class="brand" href="/">Weir Gallery</a>
      <nav aria-label="Site"><a href="/">Pictures</a> <a href="/api/pictures">Data</a> <a href="/me">You</a></nav>
      </header>
      <main id="main">
      {}
      </main>
      <footer class="foot"><p>A demonstration of Weir: one dynamic page, thirty static pictures, and caches in between.</p></footer>
      </body>
      </html>
      """;

  private final String staticPrefix;

  /// @param staticPrefix path of the static files, `/static/`
  public Layout(String staticPrefix) {
    this.staticPrefix = staticPrefix;
  }

  public Html page(String title, Html main) {
    return Html.of(PAGE, title, staticPrefix, staticPrefix, main);
  }

  /// The address of a picture's image.
  String image(String file) {
    return staticPrefix + "img/" + file;
  }

  static Html day(Instant instant) {
    return Html.of("<time datetime=\"{}\">{}</time>", ISO_DAY.format(instant), DAY.format(instant));
  }

  static String comments(int count) {
    return switch (count) {
      case 0 -> "no comments yet";
      case 1 -> "1 comment";
      default -> count + " comments";
    };
  }
}
