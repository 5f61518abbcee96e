package dev.weir.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cache directives of one request or response (RFC 9111 §5.2, RFC 5861, RFC 8246), numbers in
/// seconds.
///
/// What a peer misspells is read to the safe side: a freshness lifetime that is no number of
/// seconds is 0, a restriction with a broken argument still restricts, a permission with a broken
/// argument is none. Of several values of one directive the most restrictive counts (RFC 9111
/// §4.2.1). Numbers above 2^31 are 2^31 (RFC 9111 §1.2.2).
public final class CacheControl {

  /// Value of a number of seconds nobody stated.
  public static final long ABSENT = -1;

  /// `max-stale` without a value: any staleness will do.
  public static final long MAX_STALE_ANY = Long.MAX_VALUE;

  /// No directive at all.
  public static final CacheControl NONE = new CacheControl(new Builder());

  private final Set<Flag> flags;
  private final Map<Seconds, Long> seconds;
  private final List<String> noCacheFields;
  private final List<String> privateFields;

  /// Takes the builder's collections over: nobody else keeps them.
  private CacheControl(Builder builder) {
    this.flags = builder.flags;
    this.seconds = builder.seconds;
    this.noCacheFields = List.copyOf(builder.noCacheFields);
    this.privateFields = List.copyOf(builder.privateFields);
  }

  /// The directives of all `Cache-Control` lines; [#NONE] if there is none.
  public static CacheControl of(FieldSource fields) {
    List<String> lines = fields.lines("Cache-Control");
    return lines.isEmpty() ? NONE : CacheControlParser.parse(lines);
  }

  /// The directives of one `Cache-Control` value.
  public static CacheControl parse(String value) {
    return CacheControlParser.parse(List.of(value));
  }

  /// The directives of the first of these fields, such as `CDN-Cache-Control`, that is there, not
  /// empty and without fault. Null if none is; otherwise `Cache-Control`, `Expires` and `Pragma` do
  /// not count (RFC 9213 §2.2).
  public static @Nullable CacheControl ofTargeted(FieldSource fields, List<String> targets) {
    for (String target : targets) {
      String value = fields.combined(target);
      CacheControl directives = value == null ? null : TargetedCacheControl.parse(value);
      if (directives != null) {
        return directives;
      }
    }
    return null;
  }

  public long maxAge() {
    return seconds(Seconds.MAX_AGE);
  }

  public long sMaxage() {
    return seconds(Seconds.S_MAXAGE);
  }

  public long staleWhileRevalidate() {
    return seconds(Seconds.STALE_WHILE_REVALIDATE);
  }

  public long staleIfError() {
    return seconds(Seconds.STALE_IF_ERROR);
  }

  public long minFresh() {
    return seconds(Seconds.MIN_FRESH);
  }

  /// [#MAX_STALE_ANY] if stated without a value.
  public long maxStale() {
    return seconds(Seconds.MAX_STALE);
  }

  public boolean noStore() {
    return has(Flag.NO_STORE);
  }

  /// `no-cache` for the whole response; for single fields see [#noCacheFields()].
  public boolean noCache() {
    return has(Flag.NO_CACHE);
  }

  /// `private` for the whole response; for single fields see [#privateFields()].
  public boolean isPrivate() {
    return has(Flag.PRIVATE);
  }

  public boolean isPublic() {
    return has(Flag.PUBLIC);
  }

  public boolean mustRevalidate() {
    return has(Flag.MUST_REVALIDATE);
  }

  public boolean proxyRevalidate() {
    return has(Flag.PROXY_REVALIDATE);
  }

  public boolean mustUnderstand() {
    return has(Flag.MUST_UNDERSTAND);
  }

  public boolean immutable() {
    return has(Flag.IMMUTABLE);
  }

  public boolean noTransform() {
    return has(Flag.NO_TRANSFORM);
  }

  public boolean onlyIfCached() {
    return has(Flag.ONLY_IF_CACHED);
  }

  /// Field names as written in `no-cache="…"`; empty if unqualified or absent.
  public List<String> noCacheFields() {
    return noCacheFields;
  }

  /// Field names as written in `private="…"`; empty if unqualified or absent.
  public List<String> privateFields() {
    return privateFields;
  }

  /// True if there was no directive at all, not even an unknown one.
  public boolean isEmpty() {
    return flags.isEmpty();
  }

  private boolean has(Flag flag) {
    return flags.contains(flag);
  }

  private long seconds(Seconds directive) {
    Long value = seconds.get(directive);
    return value == null ? ABSENT : value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheControl that
        && flags.equals(that.flags)
        && seconds.equals(that.seconds)
        && noCacheFields.equals(that.noCacheFields)
        && privateFields.equals(that.privateFields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(flags, seconds, noCacheFields, privateFields);
  }

  /// The directives understood, in a canonical spelling.
  @Override
  public String toString() {
    List<String> directives = new ArrayList<>();
    for (Flag flag : flags) {
      if (flag != Flag.SOME) {
        directives.add(flag.directive);
      }
    }
    seconds.forEach((number, value) ->
        directives.add(value == MAX_STALE_ANY ? number.directive : number.directive + '=' + value));
    if (!noCacheFields.isEmpty()) {
      directives.add("no-cache=\"" + String.join(", ", noCacheFields) + '"');
    }
    if (!privateFields.isEmpty()) {
      directives.add("private=\"" + String.join(", ", privateFields) + '"');
    }
    return String.join(", ", directives);
  }

  /// Directives that hold for the whole message and take no argument.
  enum Flag {
    NO_STORE("no-store"),
    NO_CACHE("no-cache"),
    PRIVATE("private"),
    PUBLIC("public"),
    MUST_REVALIDATE("must-revalidate"),
    PROXY_REVALIDATE("proxy-revalidate"),
    MUST_UNDERSTAND("must-understand"),
    IMMUTABLE("immutable"),
    NO_TRANSFORM("no-transform"),
    ONLY_IF_CACHED("only-if-cached"),
    /// There is a directive, known or not.
    SOME("");

    final String directive;

    Flag(String directive) {
      this.directive = directive;
    }
  }

  /// Directives with a number of seconds.
  enum Seconds {
    MAX_AGE("max-age", 0),
    S_MAXAGE("s-maxage", 0),
    STALE_WHILE_REVALIDATE("stale-while-revalidate", ABSENT),
    STALE_IF_ERROR("stale-if-error", ABSENT),
    MIN_FRESH("min-fresh", ABSENT),
    MAX_STALE("max-stale", ABSENT);

    final String directive;

    /// What an argument that is no number of seconds means: no freshness, or no permission.
    final long malformed;

    Seconds(String directive, long malformed) {
      this.directive = directive;
      this.malformed = malformed;
    }
  }

  /// Collects directives; the most restrictive number of a kind stays.
  static final class Builder {

    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final Map<Seconds, Long> seconds = new EnumMap<>(Seconds.class);
    private List<String> noCacheFields = List.of();
    private List<String> privateFields = List.of();

    void set(Flag flag) {
      flags.add(flag);
    }

    void set(Seconds directive, long value) {
      if (value != ABSENT) {
        seconds.merge(directive, value, directive == Seconds.MIN_FRESH ? Math::max : Math::min);
      }
    }

    /// No names: for the whole response.
    void noCache(List<String> names) {
      if (names.isEmpty()) {
        set(Flag.NO_CACHE);
      } else {
        noCacheFields = joined(noCacheFields, names);
      }
    }

    /// No names: for the whole response.
    void isPrivate(List<String> names) {
      if (names.isEmpty()) {
        set(Flag.PRIVATE);
      } else {
        privateFields = joined(privateFields, names);
      }
    }

    CacheControl build() {
      return new CacheControl(this);
    }

    private static List<String> joined(List<String> before, List<String> more) {
      if (before.isEmpty()) {
        return more;
      }
      List<String> all = new ArrayList<>(before);
      all.addAll(more);
      return all;
    }
  }
}
