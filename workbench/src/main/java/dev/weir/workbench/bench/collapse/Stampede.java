package dev.weir.workbench.bench.collapse;

/// A crowd and what it asks for.
enum Stampede {
  CACHEABLE("cold, cacheable", "200/max-age=60/-", 1, 1, 1.2),
  VARIANTS("cold, two variants", "200/max-age=60/Accept-Language", 2, 2, 2.4),
  UNCACHEABLE_UNKNOWN("no-store, met for the first time", "200/no-store/-", 1, 0, 2.4),
  UNCACHEABLE_KNOWN("no-store, known", "200/no-store/-", 1, 0, 1.2),
  UNAVAILABLE("503", "503/-/-", 1, 1, 1.2);

  private final String text;
  private final String answer;
  private final int languages;
  private final int fetches;
  private final double ratio;

  Stampede(String text, String answer, int languages, int fetches, double ratio) {
    this.text = text;
    this.answer = answer;
    this.languages = languages;
    this.fetches = fetches;
    this.ratio = ratio;
  }

  String text() {
    return text;
  }

  /// A target that is answered so and that nobody has asked for.
  String target(int number) {
    return "/" + answer + "/" + number;
  }

  /// Whether one client has asked before the crowd comes.
  boolean isKnown() {
    return this == UNCACHEABLE_KNOWN;
  }

  int languages() {
    return languages;
  }

  /// Requests the origin may get at most, where the clients could share.
  int fetches(int clients) {
    return fetches == 0 ? clients : fetches;
  }

  /// The slowest client's time over that of one alone, at most.
  double ratio() {
    return ratio;
  }
}
