package dev.weir.http;

import dev.weir.http.structured.BareItem;
import dev.weir.http.structured.Item;
import dev.weir.http.structured.Member;
import dev.weir.http.structured.StructuredFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one cache handled a request: a member of the Cache-Status list (RFC 9211 §2).
///
/// A cache appends its member behind those of the caches nearer to the origin.
public final class CacheStatus {

  private final Builder facts;

  private CacheStatus(Builder facts) {
    this.facts = facts;
  }

  /// Answered from the store (§2.1).
  public static Builder hit(String cache) {
    return new Builder(cache, null);
  }

  /// Gone forward to the origin (§2.2).
  public static Builder forwarded(String cache, Fwd reason) {
    return new Builder(cache, reason);
  }

  /// The member of a cache that answered by itself, neither from its store nor by asking (§2): it
  /// has no parameter but the last.
  public static String ownAnswer(String cache, String detail) {
    return tokenOrText(cache) + "; detail=" + tokenOrText(detail);
  }

  /// The members of a whole field value, nearest to the origin first; none if the value is
  /// malformed. Members that are neither a hit nor forwarded for a reason known here are left out.
  public static List<CacheStatus> parse(String value) {
    List<Member> members = StructuredFields.parseList(value);
    if (members == null) {
      return List.of();
    }
    List<CacheStatus> statuses = new ArrayList<>(members.size());
    for (Member member : members) {
      CacheStatus status = member instanceof Item item ? of(item) : null;
      if (status != null) {
        statuses.add(status);
      }
    }
    return List.copyOf(statuses);
  }

  public String cache() {
    return facts.cache;
  }

  public boolean isHit() {
    return facts.fwd == null;
  }

  /// Null on a hit.
  public @Nullable Fwd fwd() {
    return facts.fwd;
  }

  /// Status of the response to the forwarded request; null if not stated.
  public @Nullable Integer fwdStatus() {
    return facts.fwdStatus;
  }

  /// Remaining freshness in seconds, negative when stale; null if not stated.
  public @Nullable Long ttl() {
    return facts.ttl;
  }

  public boolean isStored() {
    return facts.stored;
  }

  public boolean isCollapsed() {
    return facts.collapsed;
  }

  public @Nullable String key() {
    return facts.key;
  }

  public @Nullable String detail() {
    return facts.detail;
  }

  /// The member as it stands in the field.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(64).append(tokenOrText(facts.cache));
    if (facts.fwd == null) {
      text.append("; hit");
    } else {
      text.append("; fwd=").append(facts.fwd.token());
    }
    if (facts.fwdStatus != null) {
      text.append("; fwd-status=").append(facts.fwdStatus.intValue());
    }
    if (facts.stored) {
      text.append("; stored");
    }
    if (facts.collapsed) {
      text.append("; collapsed");
    }
    if (facts.ttl != null) {
      text.append("; ttl=").append(facts.ttl.longValue());
    }
    if (facts.key != null) {
      text.append("; key=").append(BareItem.Text.lenient(facts.key));
    }
    if (facts.detail != null) {
      text.append("; detail=").append(tokenOrText(facts.detail));
    }
    return text.toString();
  }

  private static @Nullable CacheStatus of(Item item) {
    Fwd fwd = fwd(item);
    String cache = text(item.value());
    boolean hit = isTrue(item.parameter("hit"));
    if (cache == null || hit == (fwd != null)) {
      return null;
    }
    Builder builder = new Builder(cache, fwd);
    if (item.parameter("fwd-status") instanceof BareItem.Whole(long status)) {
      builder.fwdStatus((int) status);
    }
    if (item.parameter("ttl") instanceof BareItem.Whole(long ttl)) {
      builder.ttl(ttl);
    }
    builder.stored = isTrue(item.parameter("stored"));
    builder.collapsed = isTrue(item.parameter("collapsed"));
    builder.key = text(item.parameter("key"));
    builder.detail = text(item.parameter("detail"));
    return builder.build();
  }

  private static @Nullable Fwd fwd(Item item) {
    String token = text(item.parameter("fwd"));
    for (Fwd fwd : Fwd.values()) {
      if (fwd.token().equals(token)) {
        return fwd;
      }
    }
    return null;
  }

  private static boolean isTrue(@Nullable BareItem item) {
    return item instanceof BareItem.Truth(boolean value) && value;
  }

  private static @Nullable String text(@Nullable BareItem item) {
    return switch (item) {
      case BareItem.Token(String value) -> value;
      case BareItem.Text(String value) -> value;
      case null, default -> null;
    };
  }

  static String tokenOrText(String value) {
    return BareItem.Token.isToken(value) ? value : BareItem.Text.lenient(value).toString();
  }

  /// Collects what is known of one member.
  public static final class Builder {

    private final String cache;
    private final @Nullable Fwd fwd;
    private @Nullable Integer fwdStatus;
    private @Nullable Long ttl;
    private boolean stored;
    private boolean collapsed;
    private @Nullable String key;
    private @Nullable String detail;

    private Builder(String cache, @Nullable Fwd fwd) {
      this.cache = cache;
      this.fwd = fwd;
    }

    /// Status of the response to the forwarded request (§2.3).
    public Builder fwdStatus(int status) {
      this.fwdStatus = status;
      return this;
    }

    /// Seconds of freshness left, negative when stale (§2.4).
    public Builder ttl(long seconds) {
      this.ttl = seconds;
      return this;
    }

    /// The response was kept (§2.5).
    public Builder stored() {
      this.stored = true;
      return this;
    }

    /// The request shared a fetch with others (§2.6).
    public Builder collapsed() {
      this.collapsed = true;
      return this;
    }

    /// The cache key (§2.7).
    public Builder key(String value) {
      this.key = value;
      return this;
    }

    /// Anything the cache wants to add (§2.8).
    public Builder detail(String value) {
      this.detail = value;
      return this;
    }

    /// The builder is not to be used afterwards.
    public CacheStatus build() {
      return new CacheStatus(this);
    }

    /// The text of [#build()].
    @Override
    public String toString() {
      return build().toString();
    }
  }
}
