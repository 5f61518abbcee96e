package dev.weir.sample.pages;

import dev.weir.sample.web.FormData;

/// A comment as it was typed, and what keeps it from being posted.
///
/// @param fault empty when nothing does
record CommentDraft(String author, String text, String fault) {

  static final CommentDraft EMPTY = new CommentDraft("", "", "");

  static final int MAX_AUTHOR = 40;
  static final int MAX_TEXT = 1000;

  /// @param visitor who is signed in, whatever the form says; empty: nobody
  static CommentDraft of(FormData form, String visitor) {
    String author = oneLine(visitor.isEmpty() ? form.value("author") : visitor);
    String text = withoutControls(form.value("text"));
    return new CommentDraft(author, text, fault(author, text));
  }

  boolean isGood() {
    return fault.isEmpty();
  }

  /// A name for a comment or a session, on one line.
  static String oneLine(String name) {
    return withoutControls(name).replace('\n', ' ').strip();
  }

  private static String fault(String author, String text) {
    if (author.isEmpty()) {
      return "Please give a name.";
    }
    if (author.codePointCount(0, author.length()) > MAX_AUTHOR) {
      return "The name may have " + MAX_AUTHOR + " characters.";
    }
    if (text.isEmpty()) {
      return "Please write something.";
    }
    return text.codePointCount(0, text.length()) > MAX_TEXT
        ? "The comment may have " + MAX_TEXT + " characters."
        : "";
  }

  /// Line ends become line feeds; other controls and what reorders the text around it go.
  private static String withoutControls(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(c -> c == '\n' || (!Character.isISOControl(c) && !isReordering(c)))
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  private static boolean isReordering(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
