package dev.weir.cache.decide.change;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// References as servers write them, resolved without refusing characters that should have been
/// percent-encoded (RFC 3986 §5.2).
final class Reference {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");

  /// What the path of a URI may not hold and the query neither.
  private static final String NEVER = " \"<>";

  /// What only the path may not hold, as far as browsers go (URL Standard, percent-encode sets).
  private static final String NOT_IN_PATH = "`{}^";

  private Reference() {}

  /// The absolute URI a reference names from an absolute one, without its fragment; null when it
  /// has no authority, or is none.
  static @Nullable String resolve(String base, String reference) {
    String relative = withoutFragment(reference.strip());
    Matcher scheme = SCHEME.matcher(relative);
    if (scheme.lookingAt()) {
      String rest = relative.substring(scheme.end());
      return rest.startsWith("//") ? plain(relative, scheme.end() + 2) : null;
    }
    if (relative.startsWith("//")) {
      String absolute = base.substring(0, base.indexOf(':') + 1) + relative;
      return plain(absolute, base.indexOf(':') + 3);
    }
    int path = end(base, base.indexOf("://") + 3, "/?");
    return merged(base.substring(0, path), base.substring(path), relative);
  }

  private static @Nullable String merged(String origin, String target, String relative) {
    String targetPath = target.substring(0, end(target, 0, "?"));
    if (relative.isEmpty()) {
      return origin + target;
    }
    if (relative.startsWith("?")) {
      return origin + targetPath + relative;
    }
    if (relative.startsWith("/")) {
      return origin + withoutDots(relative);
    }
    // RFC 3986 §4.2: a colon in the first segment would make it a scheme.
    if (relative.substring(0, end(relative, 0, "/?")).indexOf(':') >= 0) {
      return null;
    }
    return origin
        + withoutDots(targetPath.substring(0, targetPath.lastIndexOf('/') + 1) + relative);
  }

  private static String plain(String absolute, int authority) {
    int path = end(absolute, authority, "/?");
    return absolute.substring(0, path) + withoutDots(absolute.substring(path));
  }

  private static String withoutFragment(String reference) {
    return reference.substring(0, end(reference, 0, "#"));
  }

  /// Where the first of these characters is, or the end.
  private static int end(String text, int from, String marks) {
    int at = from;
    while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /// RFC 3986 §5.2.4.
  private static String withoutDots(String pathAndQuery) {
    int query = end(pathAndQuery, 0, "?");
    String path = pathAndQuery.substring(0, query);
    if (!path.contains("/.")) {
      return pathAndQuery;
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isUp = segments[i].equals("..");
      boolean isDot = isUp || segments[i].equals(".");
      if (isUp) {
        kept.pollLast();
      }
      if (!isDot) {
        kept.add(segments[i]);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept) + pathAndQuery.substring(query);
  }

  /// The reference with what should not stand in it percent-encoded.
  static String encoded(String reference) {
    String stripped = reference.strip();
    int query = end(stripped, 0, "?#");
    StringBuilder encoded = new StringBuilder(stripped.length());
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (NEVER.indexOf(c) >= 0 || (i < query && NOT_IN_PATH.indexOf(c) >= 0)) {
        encoded.append('%').append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
