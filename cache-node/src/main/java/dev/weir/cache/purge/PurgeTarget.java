package dev.weir.cache.purge;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.Glob;
import dev.weir.http.PercentEncoding;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which stored responses a purge is about.
public sealed interface PurgeTarget {

  /// All variants of one URL.
  record Url(CacheKey key) implements PurgeTarget {}

  /// URLs that begin with a text: an absolute URL, or a path on every site.
  record Prefix(String text) implements PurgeTarget {}

  /// URLs as a pattern says: of absolute URLs, or of paths on every site.
  record Pattern(Glob glob) implements PurgeTarget {}

  /// Responses that named a group (RFC 9875).
  ///
  /// @param origin whose group; null for that of every origin
  record Group(String name, @Nullable String origin) implements PurgeTarget {
    /// The group as a set of its own.
    public CacheGroups groups() {
      return new CacheGroups(Set.of(name));
    }
  }

  /// Reads a URL.
  ///
  /// @throws IllegalArgumentException when it is not absolute
  static PurgeTarget url(String text) {
    return new Url(CacheKey.of(text));
  }

  /// Reads the beginning of URLs.
  static PurgeTarget prefix(String text) {
    return new Prefix(canonical(text));
  }

  /// Reads a pattern of URLs.
  static PurgeTarget pattern(String text) {
    return new Pattern(new Glob(isAnywhere(text) ? text : canonical(text)));
  }

  /// Reads the name of a group.
  ///
  /// @param origin such as `http://site.example`; null for every origin
  static PurgeTarget group(String name, @Nullable String origin) {
    return new Group(name, origin == null ? null : CacheKey.of(origin).origin());
  }

  /// Whether a star stands for where the site or the path begins: there is nothing to make
  /// canonical then.
  private static boolean isAnywhere(String text) {
    int authority = text.indexOf("://");
    boolean hasPath = authority > 0 && text.indexOf('/', authority + 3) > 0;
    return !text.startsWith("/") && text.contains("*") && !hasPath;
  }

  private static String canonical(String text) {
    return text.startsWith("/") ? PercentEncoding.canonical(text) : CacheKey.of(text).uri();
  }

  /// Whether what is being fetched for a key may belong to it. Groups are not known before the
  /// response is there, so for them everything of the origin may.
  default boolean mayContain(CacheKey key) {
    return switch (this) {
      case Url(CacheKey named) -> named.equals(key);
      case Prefix(String text) -> comparable(text, key).startsWith(text);
      case Pattern(Glob glob) -> glob.matches(comparable(glob.pattern(), key));
      case Group(var _, var origin) -> origin == null || origin.equals(key.origin());
    };
  }

  private static String comparable(String text, CacheKey key) {
    return text.startsWith("/") ? key.pathAndQuery() : key.uri();
  }
}
