package dev.weir.edge.files.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The file a request path asks for, decoded once and without anything that could lead elsewhere
/// (RFC 3986 §3.3, §5.2.4).
///
/// @param relative names below the root, parted by slashes, neither first nor last a slash; empty
///   for the root itself
/// @param form whether the path ended in a slash
public record RequestedPath(String relative, Form form) {

  /// How the path ends: only a folder is asked for with a slash.
  public enum Form {
    PLAIN,
    SLASHED
  }

  /// The path below a prefix such as `/static`, which ends in no slash; null if it is not below it,
  /// or if there can be no such file: names that start with a dot, empty names, path parameters,
  /// and encoded slashes, dots or controls.
  public static @Nullable RequestedPath parse(String rawPath, String prefix) {
    String path = isPlain(rawPath) ? rawPath : decoded(rawPath);
    if (path == null || !path.startsWith(prefix)) {
      return null;
    }
    if (path.length() == prefix.length()) {
      return new RequestedPath("", Form.PLAIN);
    }
    if (path.charAt(prefix.length()) != '/') {
      return null;
    }
    boolean slashed = path.endsWith("/");
    int from = prefix.length() + 1;
    int to = slashed ? Math.max(from, path.length() - 1) : path.length();
    return new RequestedPath(path.substring(from, to), slashed ? Form.SLASHED : Form.PLAIN);
  }

  /// Tells files from folders, so that each spelling has its own place in a cache.
  public String key() {
    return form == Form.SLASHED ? relative + '/' : relative;
  }

  /// True if the path is already what it decodes to, as nearly all are.
  private static boolean isPlain(String rawPath) {
    char before = 'x';
    for (int i = 0; i < rawPath.length(); i++) {
      char c = rawPath.charAt(i);
      boolean opensName = before == '/';
      if (needsDecoding(c) || (opensName && (c == '.' || c == '/'))) {
        return false;
      }
      before = c;
    }
    return rawPath.startsWith("/");
  }

  private static boolean needsDecoding(char c) {
    return c <= ' ' || c >= 0x7F || c == '%' || c == ';' || c == '\\';
  }

  private static @Nullable String decoded(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return null;
    }
    String[] segments = rawPath.substring(1).split("/", -1);
    String last = segments[segments.length - 1];
    Deque<String> names = new ArrayDeque<>();
    for (int i = 0; i < segments.length - 1; i++) {
      if (!descend(names, segments[i])) {
        return null;
      }
    }
    if (!last.isEmpty() && !descend(names, last)) {
      return null;
    }
    boolean slashed = last.isEmpty() || last.equals(".") || last.equals("..");
    String path = names.isEmpty() ? "" : '/' + String.join("/", names);
    return slashed ? path + '/' : path;
  }

  /// False if the segment cannot be part of a path we serve.
  private static boolean descend(Deque<String> names, String segment) {
    if (segment.equals(".")) {
      return true;
    }
    if (segment.equals("..")) {
      return names.pollLast() != null;
    }
    String name = decodedName(segment);
    if (name == null || name.isEmpty() || name.startsWith(".")) {
      return false;
    }
    names.addLast(name);
    return true;
  }

  private static @Nullable String decodedName(String segment) {
    ByteBuffer octets = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      int octet = segment.charAt(i);
      if (octet == '%') {
        octet = hexPair(segment, i + 1);
        i += 2;
        if (octet == '/') {
          return null;
        }
      } else if (octet >= 0x7F) {
        return null;
      }
      if (octet < ' ' || octet == 0x7F || octet == ';' || octet == '\\') {
        return null;
      }
      octets.put((byte) octet);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// -1 if there are no two hexadecimal digits.
  private static int hexPair(String text, int at) {
    if (at + 1 >= text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(at));
    int low = hexDigit(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hexDigit(char c) {
    return c < 0x7F ? Character.digit(c, 16) : -1;
  }
}
