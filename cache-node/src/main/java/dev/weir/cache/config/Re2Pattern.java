package dev.weir.cache.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Words;
import dev.weir.cache.decide.UrlPattern;
import java.util.List;

/// A regular expression of the configuration, searched anywhere in the URL in time linear in its
/// length (RE2).
final class Re2Pattern implements UrlPattern {
  private static final List<String> NOT_IN_RE2 =
      List.of("\\<", "\\>", "\\`", "\\'", "[[.", "[[=", "{,");

  private final String written;
  private final Pattern pattern;

  private Re2Pattern(String written, Pattern pattern) {
    this.written = written;
    this.pattern = pattern;
  }

  /// The expression that comes next, `-i` or `+i` before it.
  static UrlPattern next(Words words) throws BadWordException {
    CaseRule letters = CaseRule.SENSITIVE;
    String word = words.next("a regular expression");
    while (word.equals("-i") || word.equals("+i")) {
      letters = word.equals("-i") ? CaseRule.INSENSITIVE : CaseRule.SENSITIVE;
      word = words.next("a regular expression");
    }
    return of(word, letters);
  }

  /// Compiles an expression; `.` alone, the commonest, is answered without searching.
  static UrlPattern of(String expression, CaseRule letters) throws BadWordException {
    if (expression.equals(".")) {
      return UrlPattern.ANY;
    }
    for (String construct : NOT_IN_RE2) {
      if (expression.contains(construct)) {
        throw unusable(expression, "'" + construct + "' is known to POSIX or GNU only");
      }
    }
    try {
      return switch (letters) {
        case SENSITIVE -> new Re2Pattern(expression, Pattern.compile(expression));
        case INSENSITIVE ->
            new Re2Pattern(
                "-i " + expression, Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
      };
    } catch (PatternSyntaxException e) {
      throw unusable(expression, e.getDescription());
    }
  }

  private static BadWordException unusable(String expression, String why) {
    return new BadWordException(
        "regular expression '"
            + expression
            + "' cannot be used: "
            + why
            + "; write it in RE2 syntax (no backreferences, no look-around, \\b for word ends)");
  }

  /// Whether upper and lower case differ.
  enum CaseRule {
    SENSITIVE,
    INSENSITIVE
  }

  @Override
  public boolean matches(String uri) {
    return pattern.matcher(uri).find();
  }

  @Override
  public String toString() {
    return written;
  }
}
