package dev.weir.cache.config;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.http.forwarding.Cidr;
import dev.weir.http.forwarding.TrustedProxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a cache node is told by its configuration, defaults filled in and checked.
///
/// @param httpPorts where HTTP is served, at least one
/// @param peers in the order of the file
/// @param policy freshness and storing
/// @param warnings what was accepted but may not mean what was meant
/// @param effectiveLines every setting in the dialect with its origin
public record NodeConfig(
    List<HttpPort> httpPorts,
    Icp icp,
    Invalidations invalidations,
    List<PeerSettings> peers,
    CachePolicy policy,
    Storage storage,
    Exchange exchange,
    AccessLogSettings accessLog,
    Admin admin,
    String visibleHostname,
    String uniqueHostname,
    List<Warning> warnings,
    List<String> effectiveLines) {

  /// What a Unix-domain socket begins with where an address may stand.
  public static final String UNIX = "unix:";

  /// One `http_port`; always an accelerator.
  ///
  /// @param host null for every local address; `unix:/path` for a Unix-domain socket
  /// @param port 0 for any free one, and of a socket
  /// @param defaultSite authority for requests without Host; null for none
  /// @param vhost whether the Host field chooses the site, else always `defaultSite`
  /// @param scheme how clients asked whose requests come in here
  public record HttpPort(
      @Nullable String host, int port, @Nullable String defaultSite, boolean vhost, Scheme scheme) {

    /// One that believes everybody who says how the client asked.
    public HttpPort(@Nullable String host, int port, @Nullable String defaultSite, boolean vhost) {
      this(host, port, defaultSite, vhost, new Scheme.Told(EVERYBODY));
    }

    /// The path of a Unix-domain socket, null for a port of TCP.
    public @Nullable Path socket() {
      return host != null && host.startsWith(UNIX) ? Path.of(host.substring(UNIX.length())) : null;
    }
  }

  /// By which scheme the client asked, that of the URL the answer is stored under.
  public sealed interface Scheme {
    /// The same for all requests of a port.
    ///
    /// @param name `http` or `https`
    record Fixed(String name) implements Scheme {}

    /// As the one in front says of each request; `http` when it says nothing.
    record Told(TrustedProxies by) implements Scheme {}
  }

  /// Every address there is.
  public static final TrustedProxies EVERYBODY =
      new TrustedProxies(List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")));

  /// How the node speaks ICP.
  ///
  /// @param host null for every local address
  /// @param port 0 when ICP is off
  /// @param access who may ask; the first that matches counts, else the opposite of the last
  /// @param queryTimeout upper bound of waiting for answers
  /// @param deadPeerTimeout silence after which a peer is taken for dead
  public record Icp(
      @Nullable String host,
      int port,
      List<IcpAccess> access,
      Duration queryTimeout,
      Duration deadPeerTimeout,
      boolean logQueries) {}

  /// How the node and its siblings tell each other what has become invalid.
  ///
  /// @param host null for every local address
  /// @param port where it hears them; 0 when it does not
  /// @param secretFile holds what all of them know and nobody else; null when nobody is told
  /// @param patience until a connection to a sibling must stand, and how long the answer to an
  ///   unsafe request waits for siblings to confirm
  public record Invalidations(
      @Nullable String host, int port, @Nullable Path secretFile, Duration patience) {
    /// A shorter secret could be found by trying.
    public static final int LEAST_SECRET_OCTETS = 16;

    /// Neither told nor heard.
    public static final Invalidations NONE =
        new Invalidations(null, 0, null, Duration.ofMillis(250));
  }

  /// One `icp_access` rule.
  public record IcpAccess(boolean allow, Asker asker) {
    /// The block of addresses it is about; null for `all` and `peers`, which are the same to
    /// whoever answers peers only.
    public @Nullable Cidr network() {
      return asker instanceof Asker.Network(var block) ? block : null;
    }
  }

  /// Whom an `icp_access` rule is about.
  public sealed interface Asker {
    /// `all`
    record Everybody() implements Asker {}

    /// `peers`: the addresses of the configured peers.
    record Peers() implements Asker {}

    /// An address or a block of them.
    record Network(Cidr block) implements Asker {}
  }

  /// What may be stored and where; all sizes in octets.
  ///
  /// @param maxVariants responses of one URL, told apart by Vary
  /// @param directories of `cache_dir`; empty for memory only
  public record Storage(
      long cacheMemBytes,
      long maximumObjectSizeBytes,
      long maximumObjectSizeInMemoryBytes,
      long minimumObjectSizeBytes,
      int maxVariants,
      List<CacheDir> directories) {

    /// Enough for every combination of encodings and languages in use, too few to fill a cache with
    /// one URL.
    public static final int USUAL_VARIANTS = 16;

    /// With as many variants of a URL as usual.
    public Storage(
        long cacheMemBytes,
        long maximumObjectSizeBytes,
        long maximumObjectSizeInMemoryBytes,
        long minimumObjectSizeBytes,
        List<CacheDir> directories) {
      this(
          cacheMemBytes,
          maximumObjectSizeBytes,
          maximumObjectSizeInMemoryBytes,
          minimumObjectSizeBytes,
          USUAL_VARIANTS,
          directories);
    }
  }

  /// One `cache_dir`.
  ///
  /// @param type as written: `coss`
  /// @param maxSizeBytes largest object kept there
  /// @param sync how often what was written is brought to the disk itself, null to leave that to
  ///   the system
  public record CacheDir(
      String type, Path path, long capacityBytes, long maxSizeBytes, @Nullable Duration sync) {}

  /// How requests and responses pass through.
  ///
  /// @param readTimeout silence between two reads from upstream
  /// @param requestHeaderMaxBytes request line and fields
  /// @param replyHeaderMaxBytes status line and fields
  public record Exchange(
      boolean collapsedForwarding,
      boolean clientPersistentConnections,
      boolean serverPersistentConnections,
      boolean via,
      Duration connectTimeout,
      Duration readTimeout,
      Duration clientIdleTimeout,
      long requestHeaderMaxBytes,
      long replyHeaderMaxBytes,
      long requestBodyMaxBytes) {}

  /// `access_log`.
  ///
  /// @param path a file, `-` for standard output, `none`
  public record AccessLogSettings(String path, Format format, boolean stripQueryTerms) {
    /// How a line looks.
    public enum Format {
      SQUID,
      COMBINED,
      JSON
    }
  }

  /// The admin listener, and what is measured for it.
  ///
  /// @param port 0 when there is none
  /// @param tokenFile holds the token for what changes state; null forbids all such actions
  /// @param probeEvery one hit in so long is checked with the origin; zero for none
  public record Admin(String host, int port, @Nullable Path tokenFile, Duration probeEvery) {

    /// Without checking hits.
    public Admin(String host, int port, @Nullable Path tokenFile) {
      this(host, port, tokenFile, Duration.ZERO);
    }
  }

  /// Something accepted that deserves a look.
  ///
  /// @param position `file:line`
  public record Warning(String position, String text) {
    @Override
    public String toString() {
      return position + ": " + text;
    }
  }

  /// Copies the lists.
  public NodeConfig {
    httpPorts = List.copyOf(httpPorts);
    peers = List.copyOf(peers);
    warnings = List.copyOf(warnings);
    effectiveLines = List.copyOf(effectiveLines);
  }

  /// The effective settings in the dialect, one a line, units in seconds and octets, each with its
  /// origin as a comment.
  public String effective() {
    return String.join("\n", effectiveLines) + "\n";
  }
}
