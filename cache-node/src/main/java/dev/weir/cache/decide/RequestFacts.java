package dev.weir.cache.decide;

import dev.weir.cache.entry.CacheKey;
import dev.weir.http.CacheControl;
import dev.weir.http.FieldSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What the decisions want to know of a request.
///
/// @param method case-sensitive, as received
/// @param directives of the request's Cache-Control
public record RequestFacts(String method, CacheControl directives, Set<Trait> traits) {
  /// A GET that asks for nothing in particular: what an ICP query is judged as.
  public static final RequestFacts PLAIN_GET = new RequestFacts("GET", CacheControl.NONE, Set.of());

  /// Suffixes of paths taken for the same for every user: style, script, image, font, sound, film,
  /// document, archive.
  private static final Set<String> STATIC_SUFFIXES =
      Set.of(
          "css", "js", "mjs", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg",
          "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot", "mp3", "ogg", "mp4", "webm", "pdf",
          "zip", "gz", "tar", "txt");

  /// Yes-or-no facts of a request.
  public enum Trait {
    AUTHORIZATION,
    COOKIE,
    IF_MODIFIED_SINCE,
    /// `Cache-Control: no-cache`, or `Pragma: no-cache` without Cache-Control (RFC 9111 §5.4).
    RELOAD,
    /// The path ends in a suffix of things that are the same for everybody.
    STATIC_PATH
  }

  /// Copies the traits.
  public RequestFacts {
    traits = Set.copyOf(traits);
  }

  /// Facts of a request whose path is not known, taken as not static.
  public static RequestFacts of(String method, FieldSource fields) {
    CacheControl directives = directives(fields);
    return new RequestFacts(method, directives, traits(fields, directives));
  }

  /// Facts of a request for `key`.
  public static RequestFacts of(String method, CacheKey key, FieldSource fields) {
    CacheControl directives = directives(fields);
    Set<Trait> traits = traits(fields, directives);
    if (isStatic(key.path())) {
      traits.add(Trait.STATIC_PATH);
    }
    return new RequestFacts(method, directives, traits);
  }

  /// Whether `trait` applies.
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /// Whether a stored answer to GET may serve this method (RFC 9110 §9.3.1, §9.3.2).
  public boolean isRetrieval() {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static CacheControl directives(FieldSource fields) {
    return fields.contains("cache-control") ? CacheControl.of(fields) : CacheControl.NONE;
  }

  private static Set<Trait> traits(FieldSource fields, CacheControl directives) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (fields.contains("authorization")) {
      traits.add(Trait.AUTHORIZATION);
    }
    if (fields.contains("cookie")) {
      traits.add(Trait.COOKIE);
    }
    if (fields.contains("if-modified-since")) {
      traits.add(Trait.IF_MODIFIED_SINCE);
    }
    if (demandsValidation(directives) || pragmaNoCache(fields)) {
      traits.add(Trait.RELOAD);
    }
    return traits;
  }

  /// In a request `no-cache` takes no field names; one that has some means no less.
  private static boolean demandsValidation(CacheControl directives) {
    return directives.noCache() || !directives.noCacheFields().isEmpty();
  }

  /// Only without Cache-Control: RFC 9111 §5.4.
  private static boolean pragmaNoCache(FieldSource fields) {
    if (!fields.contains("pragma") || fields.contains("cache-control")) {
      return false;
    }
    for (String line : fields.lines("pragma")) {
      for (String directive : line.split(",")) {
        if (directive.strip().equalsIgnoreCase("no-cache")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isStatic(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/')
        && STATIC_SUFFIXES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
