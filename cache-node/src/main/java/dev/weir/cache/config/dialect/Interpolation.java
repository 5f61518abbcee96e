package dev.weir.cache.config.dialect;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces variables as Compose does: `${NAME}`, `${NAME:-default}` (unset or empty),
/// `${NAME-default}` (unset), `${NAME:?why}` (must be set); `$${` stands for `${`. A `$` alone is
/// what it is, since regular expressions end with it.
final class Interpolation {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:?[-?])?([^{}]*)}|\\$\\{");

  private final Map<String, String> variables;

  Interpolation(Map<String, String> variables) {
    this.variables = variables;
  }

  String expand(String text) throws BadWordException {
    if (!text.contains("${")) {
      return text;
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement(matcher)));
    }
    return matcher.appendTail(expanded).toString();
  }

  private String replacement(Matcher matcher) throws BadWordException {
    if (matcher.group().equals("$${")) {
      return "${";
    }
    String name = matcher.group(1);
    String operator = matcher.group(2);
    String operand = matcher.group(3);
    if (name == null || operand == null || (operator == null && !operand.isEmpty())) {
      throw new BadWordException(
          "'${' does not begin a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters");
    }
    return value(name, operator == null ? "" : operator, operand);
  }

  private String value(String name, String operator, String operand) throws BadWordException {
    String value = variables.get(name);
    boolean missing = value == null || (operator.startsWith(":") && value.isEmpty());
    if (!missing && value != null) {
      return value;
    }
    if (operator.endsWith("-")) {
      return operand;
    }
    throw new BadWordException(
        operator.endsWith("?") && !operand.isEmpty()
            ? "variable " + name + " is not set: " + operand + "; set it"
            : "variable " + name + " is not set; set it, or write ${" + name + ":-default}");
  }
}
