package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Words;
import dev.weir.http.forwarding.Cidr;
import dev.weir.http.forwarding.TrustedProxies;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Directives that take any number of networks, `all` or `none`.
final class NetworkLists {
  private static final String ALL = "all";

  private NetworkLists() {}

  static TrustedProxies networks(Words words) throws BadWordException {
    List<Cidr> networks = new ArrayList<>();
    String first = words.next("all, none, or networks such as 10.0.0.0/8");
    if (first.equals(ALL)) {
      return NodeConfig.EVERYBODY;
    }
    if (first.equals(Settings.NONE)) {
      return TrustedProxies.NONE;
    }
    networks.add(SourceLists.network(first));
    while (words.hasNext()) {
      networks.add(SourceLists.network(words.next("a network")));
    }
    return new TrustedProxies(networks);
  }

  static String text(TrustedProxies networks) {
    if (networks.equals(NodeConfig.EVERYBODY)) {
      return ALL;
    }
    return networks.networks().isEmpty()
        ? Settings.NONE
        : networks.networks().stream().map(Cidr::toString).collect(Collectors.joining(" "));
  }
}
