package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.peer.health.PeerCounters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns configured peers into members: resolves their names, remembers the last good answer, keeps
/// the [Peer] of an address that stays, and leaves this node itself out.
final class PeerNames {

  private static final Logger LOG = LoggerFactory.getLogger(PeerNames.class);

  /// Most members one name may have: a resolver's answer is input like any other.
  static final int MEMBERS_PER_NAME = 64;

  /// What makes a member the same one.
  private record Identity(PeerSettings settings, @Nullable InetAddress address) {}

  /// What two lines must not both name.
  private record Place(PeerSettings.Kind kind, InetAddress address, int httpPort) {}

  private final NameLookup lookup;
  private final InstantSource clock;
  private final Map<String, List<InetAddress>> lastGood = new HashMap<>();
  private final Set<String> failing = new HashSet<>();
  private final Map<String, PeerCounters> counters = new HashMap<>();
  private Map<Identity, Peer> members = new HashMap<>();
  private List<PeerSettings> settings = List.of();
  private OwnAddresses own = OwnAddresses.of(List.of(), null);

  PeerNames(NameLookup lookup, InstantSource clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /// Takes over a configuration. Literal addresses are known from now on.
  synchronized void configure(List<PeerSettings> newSettings, OwnAddresses newOwn) {
    settings = List.copyOf(newSettings);
    own = newOwn;
    Set<String> hosts = hosts();
    lastGood.keySet().retainAll(hosts);
    failing.retainAll(hosts);
    for (String host : hosts) {
      InetAddress literal = literal(host);
      if (literal != null) {
        lastGood.put(host, List.of(literal));
      }
    }
  }

  /// Whether a name has never been resolved.
  synchronized boolean anyUnresolved() {
    return !lastGood.keySet().containsAll(hosts());
  }

  /// Asks the resolver for every name; blocks as long as it does, but not the other methods.
  void resolve() {
    Set<String> hosts;
    synchronized (this) {
      hosts = hosts();
    }
    for (String host : hosts) {
      if (literal(host) == null) {
        resolve(host);
      }
    }
  }

  private void resolve(String host) {
    try {
      List<InetAddress> found = lookup.addresses(host);
      if (found.isEmpty()) {
        throw new UnknownHostException(host);
      }
      synchronized (this) {
        lastGood.put(host, List.copyOf(found));
        if (failing.remove(host)) {
          LOG.info("peer name {} resolves again: {}", host, found);
        }
      }
    } catch (UnknownHostException e) {
      synchronized (this) {
        if (failing.add(host)) {
          List<InetAddress> kept = lastGood.getOrDefault(host, List.of());
          LOG.warn("peer name {} does not resolve; {} known address(es) stay", host, kept.size());
        }
      }
    }
  }

  private Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>();
    settings.forEach(line -> hosts.add(line.host()));
    return hosts;
  }

  /// By which name of address and port the other nodes know this one: as it stands among the
  /// owners, else by where it listens, else as it stands among the siblings; null when nothing of
  /// that tells.
  synchronized @Nullable String ourName() {
    String amongOwners = ourName(line -> line.has(PeerSettings.Option.OWNER));
    if (amongOwners != null) {
      return amongOwners;
    }
    String own = this.own.name();
    return own == null ? ourName(line -> line.kind() == PeerSettings.Kind.SIBLING) : own;
  }

  private @Nullable String ourName(Predicate<PeerSettings> wanted) {
    for (PeerSettings line : settings) {
      for (InetAddress address : lastGood.getOrDefault(line.host(), List.of())) {
        if (wanted.test(line) && own.include(address, line.httpPort(), line.icpPort())) {
          return OwnAddresses.name(address, line.httpPort());
        }
      }
    }
    return null;
  }

  /// The members as far as names are known.
  synchronized Membership members() {
    Map<Identity, Peer> next = new LinkedHashMap<>();
    Set<Place> taken = new HashSet<>();
    Set<InetAddress> allowed = new HashSet<>();
    for (PeerSettings line : settings) {
      List<InetAddress> others = othersThanOurselves(line);
      for (@Nullable InetAddress address : addresses(line, others)) {
        // The first line wins: one node asked under two names would count as two.
        if (address == null || taken.add(new Place(line.kind(), address, line.httpPort()))) {
          Identity identity = new Identity(line, address);
          Peer known = members.get(identity);
          next.put(identity, known == null ? member(identity) : known);
        }
      }
      if (line.icpPort() != 0) {
        allowed.addAll(others);
      }
    }
    members = next;
    Set<String> names = new HashSet<>();
    next.values().forEach(peer -> names.add(peer.name()));
    counters.keySet().retainAll(names);
    return Membership.of(List.copyOf(next.values()), allowed);
  }

  private List<InetAddress> othersThanOurselves(PeerSettings line) {
    List<InetAddress> known = lastGood.getOrDefault(line.host(), List.of());
    return known.stream()
        .filter(address -> !own.include(address, line.httpPort(), line.icpPort()))
        .toList();
  }

  /// Addresses of a line's members: all of them behind a `dns` name, one otherwise. The one in use
  /// stays as long as the name has it. An unresolved name is a member without address; a name that
  /// is only ourselves has none.
  private List<@Nullable InetAddress> addresses(PeerSettings line, List<InetAddress> known) {
    List<@Nullable InetAddress> addresses = new ArrayList<>();
    if (line.has(PeerSettings.Option.DNS)) {
      known.stream()
          .distinct()
          .sorted(Comparator.comparing(InetAddress::getHostAddress))
          .limit(MEMBERS_PER_NAME)
          .forEach(addresses::add);
    } else if (!known.isEmpty() || !lastGood.containsKey(line.host())) {
      addresses.add(oneOf(line, known));
    }
    return addresses;
  }

  private @Nullable InetAddress oneOf(PeerSettings line, List<InetAddress> known) {
    for (InetAddress address : known) {
      if (members.containsKey(new Identity(line, address))) {
        return address;
      }
    }
    return known.isEmpty() ? null : known.getFirst();
  }

  private Peer member(Identity identity) {
    PeerSettings line = identity.settings();
    InetAddress address = identity.address();
    boolean oneOfMany = line.has(PeerSettings.Option.DNS);
    String name =
        oneOfMany && address != null
            ? line.name() + "/" + new InetSocketAddress(address, line.httpPort())
            : line.name();
    PeerCounters counts = counters.computeIfAbsent(name, _ -> new PeerCounters());
    return new Peer(line, name, address, counts, clock);
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
