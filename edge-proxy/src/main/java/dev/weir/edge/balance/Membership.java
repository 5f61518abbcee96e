package dev.weir.edge.balance;

import dev.weir.http.forwarding.IpLiteral;
import dev.weir.runtime.owner.Rendezvous;
import dev.weir.runtime.upstream.UpstreamAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which servers a group has right now: its configured addresses, each name expanded to all its
/// addresses.
///
/// A name that does not resolve keeps the addresses it had. A server keeps its health while its
/// address stays.
final class Membership {

  private final List<UpstreamAddress> configured;
  private final Resolver resolver;
  private final int maxInFlight;
  private final Map<String, List<InetAddress>> lastGood = new HashMap<>();
  private volatile Members members = Members.of(List.of());

  /// @param owners to whom of them a URL belongs
  private record Members(List<Member> all, Rendezvous<Member> owners) {

    /// A server is known by its address, the same at every edge and node.
    static Members of(List<Member> all) {
      return new Members(List.copyOf(all), Rendezvous.of(all, Member::toString));
    }
  }

  Membership(List<UpstreamAddress> configured, Resolver resolver, int maxInFlight) {
    this.configured = List.copyOf(configured);
    this.resolver = resolver;
    this.maxInFlight = maxInFlight;
  }

  List<Member> members() {
    return members.all();
  }

  /// To whom of them a URL belongs.
  Rendezvous<Member> owners() {
    return members.owners();
  }

  /// Some names have to be asked for again now and then.
  boolean changes() {
    return configured.stream().anyMatch(Membership::isNamed);
  }

  /// Resolves every name and takes over what changed; waits for DNS. Names without an answer are
  /// returned.
  synchronized List<String> refresh() {
    List<String> unresolved = new ArrayList<>();
    Map<UpstreamAddress, String> wanted = new LinkedHashMap<>();
    for (UpstreamAddress address : configured) {
      switch (address) {
        case UpstreamAddress.Tcp(String host, int port) when isNamed(address) -> {
          if (!lookUp(host)) {
            unresolved.add(host);
          }
          for (InetAddress ip : lastGood.getOrDefault(host, List.of())) {
            wanted.putIfAbsent(
                new UpstreamAddress.Tcp(ip.getHostAddress(), port), host + ":" + port);
          }
        }
        case UpstreamAddress.Tcp tcp -> wanted.putIfAbsent(tcp, tcp.toString());
        case UpstreamAddress.UnixSocket socket -> wanted.putIfAbsent(socket, "localhost");
        case UpstreamAddress.Local local -> wanted.putIfAbsent(local, "localhost");
      }
    }
    replace(wanted);
    return unresolved;
  }

  private boolean lookUp(String host) {
    try {
      List<InetAddress> found = resolver.addresses(host);
      if (!found.isEmpty()) {
        lastGood.put(host, List.copyOf(found));
        return true;
      }
      return false;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void replace(Map<UpstreamAddress, String> wanted) {
    Map<UpstreamAddress, Member> known = new HashMap<>();
    members().forEach(member -> known.put(member.address(), member));
    List<Member> next = new ArrayList<>();
    wanted.forEach((address, authority) -> {
      Member member = known.get(address);
      next.add(member == null ? new Member(address, authority, maxInFlight) : member);
    });
    members = Members.of(next);
  }

  private static boolean isNamed(UpstreamAddress address) {
    return address instanceof UpstreamAddress.Tcp(String host, int _)
        && IpLiteral.parse(host) == null;
  }
}
