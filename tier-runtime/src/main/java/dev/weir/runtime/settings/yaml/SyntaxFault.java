package dev.weir.runtime.settings.yaml;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// What the YAML parser tripped over, as one line with a hint.
///
/// The parser's message is several lines: what it was doing, where, what it found, where, and an
/// excerpt. The last place and the line above it are what matters.
record SyntaxFault(int line, int column, String what) {

  private static final Pattern PLACE =
      Pattern.compile("^ in .*, line (\\d+), column (\\d+):?$", Pattern.MULTILINE);

  static SyntaxFault of(JacksonException failure) {
    String message = failure.getOriginalMessage();
    int line = failure.getLocation() == null ? 1 : Math.max(1, failure.getLocation().getLineNr());
    int column =
        failure.getLocation() == null ? 1 : Math.max(1, failure.getLocation().getColumnNr());
    String problem = message.lines().findFirst().orElse("not YAML");
    Matcher place = PLACE.matcher(message);
    int above = 0;
    while (place.find()) {
      List<String> before = message.substring(above, place.start()).lines().toList();
      problem = before.isEmpty() ? problem : before.getLast();
      line = Integer.parseInt(place.group(1));
      column = Integer.parseInt(place.group(2));
      above = place.end();
    }
    // The parser's own advice, in brackets behind a full stop, is left to our hint.
    String said = problem.strip().split("\\. \\(", 2)[0];
    return new SyntaxFault(line, column, "not valid YAML: " + said + hint(problem));
  }

  private static String hint(String problem) {
    String found = problem.toLowerCase(Locale.ROOT);
    if (found.contains("tab")) {
      return "; indent with spaces, not with tabs";
    }
    if (found.contains("mapping values are not allowed")) {
      return "; check the indentation, and quote a value that contains a colon and a space";
    }
    if (found.contains("block end") || found.contains("block mapping")) {
      return "; check the indentation";
    }
    if (found.contains("unexpected end of stream") || found.contains("quoted scalar")) {
      return "; a quote is not closed";
    }
    if (found.contains("flow") || found.contains("',' or")) {
      return "; a bracket or brace is not closed, or a comma is missing";
    }
    return "; check indentation and quotes";
  }
}
