package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Setting;
import dev.weir.http.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Looks for TCP ports that two listeners of a node would both open; ICP is UDP and disturbs
/// nobody.
final class PortChecks {
  private static final Set<String> EVERYWHERE = Set.of(HttpPortParser.EVERYWHERE, "*", "::");

  private final Draft draft;
  private final List<Taken> taken = new ArrayList<>();

  /// A listener and the directive that asks for it.
  private record Taken(String directive, HostPort address) {}

  PortChecks(Draft draft) {
    this.draft = draft;
  }

  void run(List<NodeConfig.HttpPort> httpPorts) {
    for (NodeConfig.HttpPort port : httpPorts) {
      if (port.socket() == null) {
        taken.add(new Taken("http_port", address(port)));
      }
    }
    take(draft.settings.adminPort);
    take(draft.settings.invalidationPort);
  }

  private void take(Setting<HostPort> setting) {
    HostPort address = setting.value();
    for (Taken other : taken) {
      if (clash(address, other.address())) {
        draft.fault(setting, "is the port of " + other.directive() + " too; choose another");
        return;
      }
    }
    taken.add(new Taken(setting.name(), address));
  }

  static HostPort address(NodeConfig.HttpPort port) {
    return new HostPort(port.host() == null ? HttpPortParser.EVERYWHERE : port.host(), port.port());
  }

  /// Whether both cannot be opened; port 0 is any free one, or none.
  static boolean clash(HostPort one, HostPort other) {
    return one.port() != 0
        && one.port() == other.port()
        && (one.host().equals(other.host())
            || EVERYWHERE.contains(one.host())
            || EVERYWHERE.contains(other.host()));
  }
}
