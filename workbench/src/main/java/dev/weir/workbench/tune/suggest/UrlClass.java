package dev.weir.workbench.tune.suggest;

/// URLs that share a rule.
///
/// @param kind which of them are alike
/// @param word what tells it from others of its kind: a suffix, a first folder; empty for all
record UrlClass(Kind kind, String word) {

  private static final String SITE = "^[a-z]+://[^/]+/";

  /// What URLs are told apart by, in the order their rules are tried.
  enum Kind {
    /// A query follows.
    QUERY("with a query"),
    /// The path ends in a suffix.
    SUFFIX("ending in"),
    /// The path ends in a slash.
    FOLDER("folders"),
    /// Whatever is left.
    OTHER("others");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static UrlClass all(Kind kind) {
    return new UrlClass(kind, "");
  }

  boolean isAll() {
    return word.isEmpty();
  }

  /// The expression of its rule. Those of one kind with a word stand before the one without.
  String pattern() {
    String folder = escaped(word);
    return switch (kind) {
      case QUERY -> isAll() ? "\\?" : isRoot() ? SITE + "\\?" : SITE + folder + "(/[^?]*)?\\?";
      case SUFFIX -> "-i \\." + folder + "$";
      case FOLDER -> isAll() ? "/$" : isRoot() ? SITE + "$" : SITE + folder + "/(.*/)?$";
      case OTHER -> isAll() ? "." : SITE + folder + "(/|$)";
    };
  }

  /// How people call it.
  String title() {
    if (isAll()) {
      return kind == Kind.OTHER ? "everything else" : kind.words;
    }
    String place = isRoot() ? "/" : kind == Kind.SUFFIX ? "." + word : "/" + word;
    return switch (kind) {
      case SUFFIX -> place;
      case QUERY -> place + " with a query";
      case FOLDER -> isRoot() ? "/" : "folders of " + place;
      case OTHER -> place;
    };
  }

  /// The start page has no first folder.
  private boolean isRoot() {
    return word.equals("/");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '~' || c == '%';
      escaped.append(plain ? "" : "\\").append(c);
    }
    return escaped.toString();
  }
}
