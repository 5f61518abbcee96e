package dev.weir.workbench.bench.micro;

import java.util.Locale;

/// A part of the product that is measured, by name.
enum Part {
  DECIDE("fresh hit: what may be done with what is stored"),
  DECIDE_STALE("stale: validate, after all rules are asked"),
  LOOKUP("the stored response selected for a request, Vary included"),
  STORE_GET("a URI in the store of 10,000"),
  RULES("the first of 20 refresh_pattern rules that matches, the last one"),
  ICP_DECODE("an ICP query read"),
  ICP_ENCODE("an ICP answer written"),
  FIELDS("Cache-Control of a response read"),
  KEY("the cache key of a request");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// Lower case, words joined by a hyphen.
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Operation prepare() throws Exception {
    return switch (this) {
      case DECIDE -> Subjects.decide(Subjects.FRESH);
      case DECIDE_STALE -> Subjects.decide(Subjects.STALE);
      case LOOKUP -> Subjects.lookup();
      case STORE_GET -> Subjects.storeGet();
      case RULES -> Subjects.rules();
      case ICP_DECODE -> Subjects.icpDecode();
      case ICP_ENCODE -> Subjects.icpEncode();
      case FIELDS -> Subjects.fields();
      case KEY -> Subjects.key();
    };
  }
}
