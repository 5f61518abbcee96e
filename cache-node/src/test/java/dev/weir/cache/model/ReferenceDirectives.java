package dev.weir.cache.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cache directives by regular expressions (RFC 9111 §5.2, RFC 9213 §2.1).
final class ReferenceDirectives {
  /// No number of seconds was said.
  static final long UNSAID = -1;

  /// `max-stale` without a number.
  static final long ANY = Long.MAX_VALUE;

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern MEMBER = Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*\")+");
  private static final Pattern DIRECTIVE =
      Pattern.compile("(" + TOKEN + ")(?:=(?:(" + TOKEN + ")|\"([^\"]*)\"))?");
  private static final Pattern NAME = Pattern.compile("(" + TOKEN + ").*");

  private static final String SF_VALUE =
      "(?:-?\\d{1,15}|-?\\d{1,12}\\.\\d{1,3}|\\?[01]|\"[^\"\\\\]*\"|[A-Za-z*][A-Za-z0-9*!#$%&'+.^_`|~:/-]*)";
  private static final String SF_KEY = "[a-z*][a-z0-9_.*-]*";
  private static final String SF_PARAMETERS = "(?:; *" + SF_KEY + "(?:=" + SF_VALUE + ")?)*";
  private static final Pattern SF_MEMBER =
      Pattern.compile("(" + SF_KEY + ")(?:=(" + SF_VALUE + "))?" + SF_PARAMETERS);

  private static final Set<String> LIFETIMES = Set.of("max-age", "s-maxage");
  private static final Set<String> SECONDS =
      Set.of(
          "max-age",
          "s-maxage",
          "stale-while-revalidate",
          "stale-if-error",
          "min-fresh",
          "max-stale");
  private static final Set<String> PERMISSIONS = Set.of("public", "immutable");
  private static final long GREATEST = 2_147_483_648L;

  private final Set<String> flags = new HashSet<>();
  private final Map<String, Long> seconds = new HashMap<>();
  private final Set<String> namedPrivate = new HashSet<>();
  private final Set<String> namedNoCache = new HashSet<>();

  private ReferenceDirectives() {}

  static ReferenceDirectives none() {
    return new ReferenceDirectives();
  }

  /// Of the lines of Cache-Control.
  static ReferenceDirectives of(List<String> lines) {
    ReferenceDirectives directives = new ReferenceDirectives();
    for (String line : lines) {
      Matcher members = MEMBER.matcher(line);
      while (members.find()) {
        directives.member(members.group().strip());
      }
    }
    return directives;
  }

  /// Of a targeted field; null when it is empty or invalid, so that it does not count.
  static @Nullable ReferenceDirectives targeted(List<String> lines) {
    String value = String.join(",", lines).strip();
    if (value.isEmpty()) {
      return null;
    }
    Map<String, String> dictionary = new HashMap<>();
    for (String member : value.split(",", -1)) {
      Matcher matcher = SF_MEMBER.matcher(member.strip());
      if (!matcher.matches()) {
        return null;
      }
      dictionary.put(matcher.group(1), matcher.group(2) == null ? "?1" : matcher.group(2));
    }
    ReferenceDirectives directives = new ReferenceDirectives();
    for (Map.Entry<String, String> member : dictionary.entrySet()) {
      if (!directives.typed(member.getKey(), member.getValue())) {
        return null;
      }
    }
    return directives;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  long seconds(String name) {
    return seconds.getOrDefault(name, UNSAID);
  }

  /// Lower-case names in `private="…"`.
  Set<String> namedPrivate() {
    return namedPrivate;
  }

  /// Lower-case names in `no-cache="…"`.
  Set<String> namedNoCache() {
    return namedNoCache;
  }

  private void member(String text) {
    Matcher whole = DIRECTIVE.matcher(text);
    if (whole.matches()) {
      String token = whole.group(2);
      apply(lower(whole.group(1)), token == null ? whole.group(3) : token, true);
      return;
    }
    Matcher name = NAME.matcher(text);
    if (name.matches()) {
      apply(lower(name.group(1)), null, false);
    }
  }

  private void apply(String name, @Nullable String argument, boolean wellFormed) {
    if (SECONDS.contains(name)) {
      number(name, argument, wellFormed);
    } else if (name.equals("private")) {
      restrict(name, argument, namedPrivate);
    } else if (name.equals("no-cache")) {
      restrict(name, argument, namedNoCache);
    } else if (wellFormed || !PERMISSIONS.contains(name)) {
      flags.add(name);
    }
  }

  private void number(String name, @Nullable String argument, boolean wellFormed) {
    long value = value(name, argument, wellFormed);
    long before = seconds(name);
    // RFC 9111 §4.2.1: the most restrictive
    if (before == UNSAID) {
      seconds.put(name, value);
    } else if (value != UNSAID) {
      boolean greatestRestricts = name.equals("min-fresh");
      seconds.put(name, greatestRestricts ? Math.max(value, before) : Math.min(value, before));
    }
  }

  private static long value(String name, @Nullable String argument, boolean wellFormed) {
    if (argument != null && argument.matches("[0-9]+")) {
      return argument.length() > 10 ? GREATEST : Math.min(GREATEST, Long.parseLong(argument));
    }
    if (LIFETIMES.contains(name)) {
      return 0;
    }
    return name.equals("max-stale") && argument == null && wellFormed ? ANY : UNSAID;
  }

  private void restrict(String name, @Nullable String argument, Set<String> named) {
    Set<String> names = new HashSet<>();
    for (String word : argument == null ? new String[0] : argument.split(",")) {
      if (!word.isBlank()) {
        names.add(lower(word.strip()));
      }
    }
    if (names.isEmpty() || !names.stream().allMatch(word -> word.matches(TOKEN))) {
      flags.add(name);
    } else {
      named.addAll(names);
    }
  }

  /// False for a value of the wrong type.
  private boolean typed(String name, String value) {
    if (SECONDS.contains(name)) {
      if (value.matches("[0-9]+")) {
        seconds.put(name, Math.min(GREATEST, Long.parseLong(value)));
        return true;
      }
      seconds.put(name, ANY);
      return name.equals("max-stale") && value.equals("?1");
    }
    if (value.equals("?1") && !name.isEmpty()) {
      flags.add(name);
      return true;
    }
    return typedOtherwise(name, value);
  }

  private boolean typedOtherwise(String name, String value) {
    boolean words = value.startsWith("\"") || Character.isLetter(value.charAt(0));
    if (words && name.equals("private")) {
      restrict(name, value.replace("\"", ""), namedPrivate);
      return true;
    }
    if (words && name.equals("no-cache")) {
      restrict(name, value.replace("\"", ""), namedNoCache);
      return true;
    }
    boolean known =
        Set.of("no-store", "must-revalidate", "proxy-revalidate", "must-understand", "public")
                .contains(name)
            || Set.of("immutable", "private", "no-cache").contains(name);
    return !known || value.equals("?0");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
