package dev.weir.http.forwarding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The intermediaries a message has passed, each as it described itself, `1.1 edge (comment)` (RFC
/// 9110 §7.6.3).
public record Via(List<String> hops) {

  private static final Via NOBODY = new Via(List.of());

  public Via {
    hops = List.copyOf(hops);
  }

  /// The members of a field value, all lines joined; null means the field is absent. Commas in
  /// comments part nothing.
  public static Via parse(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return NOBODY;
    }
    List<String> hops = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth = Math.max(0, depth - 1);
        case ',' -> {
          if (depth == 0) {
            addHop(hops, value.substring(from, i));
            from = i + 1;
          }
        }
        default -> {
          // part of a hop
        }
      }
    }
    addHop(hops, value.substring(from));
    return new Via(hops);
  }

  /// A field value with one more hop at its end; null means the field is absent.
  public static String append(@Nullable String before, String version, String pseudonym) {
    return before == null || before.isEmpty()
        ? version + ' ' + pseudonym
        : parse(before).plus(version, pseudonym).toString();
  }

  /// The hops with one more at the end; the version without its name for HTTP, `1.1` or `2`.
  public Via plus(String version, String pseudonym) {
    List<String> longer = new ArrayList<>(hops);
    longer.add(version + ' ' + pseudonym);
    return new Via(longer);
  }

  /// How many hops call themselves so; more than none on arrival means the message runs in a
  /// circle.
  public int passesOf(String pseudonym) {
    int passes = 0;
    for (String hop : hops) {
      if (pseudonym.equalsIgnoreCase(receivedBy(hop))) {
        passes++;
      }
    }
    return passes;
  }

  public boolean contains(String pseudonym) {
    return passesOf(pseudonym) > 0;
  }

  /// The field value.
  @Override
  public String toString() {
    return String.join(", ", hops);
  }

  private static void addHop(List<String> hops, String text) {
    String hop = text.strip();
    if (!hop.isEmpty()) {
      hops.add(hop);
    }
  }

  private static String receivedBy(String hop) {
    int from = endOfWord(hop, 0);
    while (from < hop.length() && isBlank(hop.charAt(from))) {
      from++;
    }
    return hop.substring(from, endOfWord(hop, from));
  }

  private static int endOfWord(String hop, int from) {
    int at = from;
    while (at < hop.length() && !isBlank(hop.charAt(at)) && hop.charAt(at) != '(') {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
