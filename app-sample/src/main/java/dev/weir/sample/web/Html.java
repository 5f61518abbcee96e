package dev.weir.sample.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A piece of HTML that is safe to send: every value that came into it was escaped, unless it was a
/// piece of HTML itself.
public final class Html {

  public static final Html NOTHING = new Html("");

  private static final String GAP = "{}";

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /// The template with each `{}` replaced by the next value, as text or as the value of an
  /// attribute in double quotes. The template must be a constant.
  public static Html of(String template, Object... values) {
    StringBuilder markup = new StringBuilder(template.length() + 32 * values.length);
    int from = 0;
    for (Object value : values) {
      int gap = template.indexOf(GAP, from);
      if (gap < 0) {
        throw new IllegalArgumentException("more values than gaps: " + template);
      }
      markup.append(template, from, gap);
      append(markup, value);
      from = gap + GAP.length();
    }
    if (template.indexOf(GAP, from) >= 0) {
      throw new IllegalArgumentException("fewer values than gaps: " + template);
    }
    return new Html(markup.append(template, from, template.length()).toString());
  }

  public static Html join(Iterable<Html> pieces) {
    StringBuilder markup = new StringBuilder();
    pieces.forEach(piece -> markup.append(piece.markup));
    return new Html(markup.toString());
  }

  /// The text with its line ends shown.
  public static Html lines(String text) {
    List<Html> pieces = new ArrayList<>();
    text.lines().forEach(line -> pieces.add(of(pieces.isEmpty() ? "{}" : "<br>{}", line)));
    return join(pieces);
  }

  public byte[] octets() {
    return markup.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return markup;
  }

  private static void append(StringBuilder markup, Object value) {
    if (value instanceof Html html) {
      markup.append(html.markup);
    } else {
      escape(markup, value.toString());
    }
  }

  private static void escape(StringBuilder markup, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> markup.append("&amp;");
        case '<' -> markup.append("&lt;");
        case '>' -> markup.append("&gt;");
        case '"' -> markup.append("&quot;");
        case '\'' -> markup.append("&#39;");
        default -> markup.append(c);
      }
    }
  }
}
