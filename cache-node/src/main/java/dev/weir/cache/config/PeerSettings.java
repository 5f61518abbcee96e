package dev.weir.cache.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One `cache_peer`: another cache, or the origin, and how to treat it.
///
/// @param host name or address
/// @param icpPort 0 when the peer is not asked by ICP
/// @param invalidationPort where it hears what has become invalid; 0 when it is not told
/// @param weight share in round-robin and divisor of measured times, at least 1
/// @param name identity in logs; the host when not named
/// @param maxConnections 0 for no limit
/// @param connectFailLimit failed connects in a row until the peer is left out
/// @param forcedDomain sent as Host to this origin in the place of the client's; null for the
///   client's
/// @param position `file:line`
/// @param baseTime taken off the time of the peer's ICP answers before they are compared
public record PeerSettings(
    String host,
    Kind kind,
    int httpPort,
    int icpPort,
    int invalidationPort,
    Set<Option> options,
    int weight,
    String name,
    Duration connectTimeout,
    int maxConnections,
    int connectFailLimit,
    @Nullable String forcedDomain,
    String position,
    Duration baseTime) {

  /// What the peer is to us.
  public enum Kind {
    /// Fetches for us whatever we ask: a cache nearer the origin, or with `originserver` the origin
    /// itself.
    PARENT,
    /// Gives what it has and fetches nothing.
    SIBLING;

    /// The word in the configuration.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Switches of a peer.
  public enum Option {
    NO_QUERY("no-query"),
    ORIGINSERVER("originserver"),
    PROXY_ONLY("proxy-only"),
    ALLOW_MISS("allow-miss"),
    ROUND_ROBIN("round-robin"),
    DEFAULT("default"),
    /// The parent is chosen by the URL.
    CARP("carp"),
    /// The parent is chosen by the client's address.
    SOURCEHASH("sourcehash"),
    /// Ours: URLs are divided among this node and its siblings with this option.
    OWNER("owner"),
    NO_DIGEST("no-digest"),
    NO_NETDB_EXCHANGE("no-netdb-exchange"),
    /// Ours: the host is one DNS name of many nodes, resolved again and again.
    DNS("dns");

    private final String word;

    Option(String word) {
      this.word = word;
    }

    /// The word in the configuration.
    public String word() {
      return word;
    }
  }

  /// Copies the options.
  public PeerSettings {
    options = Set.copyOf(options);
  }

  /// Whether `option` is given.
  public boolean has(Option option) {
    return options.contains(option);
  }

  /// Whether the peer is asked by ICP; an origin speaks none.
  public boolean isQueried() {
    return icpPort > 0 && !has(Option.NO_QUERY) && !has(Option.ORIGINSERVER);
  }
}
