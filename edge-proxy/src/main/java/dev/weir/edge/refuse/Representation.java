package dev.weir.edge.refuse;

import java.util.List;
import java.util.Locale;

/// In which form an error is told: a page for people, or problem details (RFC 9457) for programs.
enum Representation {
  HTML("text/html;charset=utf-8"),
  PROBLEM("application/problem+json");

  private static final int MAX_MEMBERS = 32;
  private static final double ABSENT = -1;

  private final String contentType;

  Representation(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /// Problem details for those who name JSON and do not prefer HTML (RFC 9110 §12.5.1); `*/*` and
  /// silence get the page.
  static Representation preferredBy(List<String> acceptLines) {
    double html = ABSENT;
    double json = ABSENT;
    int members = 0;
    for (String line : acceptLines) {
      for (String member : line.split(",", MAX_MEMBERS)) {
        if (++members > MAX_MEMBERS) {
          return HTML;
        }
        switch (range(member)) {
          case "text/html", "text/*", "application/xhtml+xml" ->
              html = Math.max(html, quality(member));
          case "application/json", "application/problem+json", "application/*" ->
              json = Math.max(json, quality(member));
          default -> {}
        }
      }
    }
    return json > 0 && json > html ? PROBLEM : HTML;
  }

  private static String range(String member) {
    int semicolon = member.indexOf(';');
    String range = semicolon < 0 ? member : member.substring(0, semicolon);
    return range.strip().toLowerCase(Locale.ROOT);
  }

  /// The weight of a member (RFC 9110 §12.4.2); one that cannot be read counts as refusal.
  private static double quality(String member) {
    for (String parameter : member.split(";")) {
      String text = parameter.strip();
      if (text.startsWith("q=") || text.startsWith("Q=")) {
        try {
          return Double.parseDouble(text.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
