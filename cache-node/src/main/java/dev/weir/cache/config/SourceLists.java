package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Words;
import dev.weir.http.forwarding.Cidr;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The networks that `acl name src …` gives names to, for `icp_access`; several lines of one name
/// add up, as in Squid.
final class SourceLists {

  private static final String EVERYBODY = "all";

  private final Map<String, List<Cidr>> byName = new HashMap<>();

  /// Takes in one line.
  void define(Line line) throws BadWordException {
    Words words = new Words(line);
    String name = words.next("a name, src and networks");
    String type = words.next("src and networks");
    if (!type.equals("src")) {
      throw new BadWordException(
          "type '"
              + type
              + "' is not supported: only 'acl name src network…' for icp_access; remove the line");
    }
    List<Cidr> networks = new ArrayList<>();
    networks.add(network(words.next("a network such as 10.0.0.0/8")));
    while (words.hasNext()) {
      networks.add(network(words.next("a network")));
    }
    // Old examples define `all`, which every Squid since 3.0 knows.
    if (!name.equals(EVERYBODY)) {
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(networks);
    }
  }

  /// What a name stands for, null when it has not been defined yet.
  @Nullable List<Cidr> networks(String name) {
    return byName.get(name);
  }

  /// One network, dotted masks understood.
  static Cidr network(String word) throws BadWordException {
    try {
      return Cidr.parse(prefixed(word));
    } catch (IllegalArgumentException e) {
      throw new BadWordException("'" + word + "' is no network; write one such as 10.0.0.0/8");
    }
  }

  /// A dotted mask as the number of its leading ones.
  private static String prefixed(String word) {
    int slash = word.indexOf('/');
    if (slash < 0 || word.indexOf('.', slash) < 0) {
      return word;
    }
    int mask = 0;
    for (byte octet : InetAddress.ofLiteral(word.substring(slash + 1)).getAddress()) {
      mask = mask << 8 | Byte.toUnsignedInt(octet);
    }
    int ones = Integer.bitCount(mask);
    if (Integer.numberOfLeadingZeros(~mask) != ones) {
      throw new IllegalArgumentException(word);
    }
    return word.substring(0, slash + 1) + ones;
  }
}
