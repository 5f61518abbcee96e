package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Quantities;
import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.decide.RefreshRule;
import java.util.ArrayList;
import java.util.List;

/// Prints every effective setting as a line of the dialect that reads back as the same, with its
/// origin as a comment.
final class EffectiveText {
  private static final int ORIGIN_COLUMN = 72;

  private final Draft draft;
  private final List<NodeConfig.HttpPort> httpPorts;
  private final NodeConfig.Icp icp;
  private final List<RefreshRule> rules;
  private final List<String> lines = new ArrayList<>();

  EffectiveText(
      Draft draft,
      List<NodeConfig.HttpPort> httpPorts,
      NodeConfig.Icp icp,
      List<RefreshRule> rules) {
    this.draft = draft;
    this.httpPorts = httpPorts;
    this.icp = icp;
    this.rules = rules;
  }

  List<String> lines() {
    for (int i = 0; i < httpPorts.size(); i++) {
      String origin =
          i < draft.httpPorts.size() ? draft.httpPorts.get(i).line().position() : "default";
      line(HttpPortParser.text(httpPorts.get(i)), origin);
    }
    for (Setting<?> setting : draft.settings.all()) {
      line(setting.text(), setting.origin());
    }
    for (int i = 0; i < icp.access().size(); i++) {
      String origin =
          i < draft.icpAccess.size() ? draft.icpAccess.get(i).line().position() : "default";
      line(text(icp.access().get(i)), origin);
    }
    draft.keyPatterns.forEach(pattern -> line(pattern.text(), pattern.position()));
    draft.peers.forEach(peer -> line(text(peer), peer.position()));
    draft.directories.forEach(
        placed -> line(CacheDirParser.text(placed.value()), placed.line().position()));
    rules.forEach(rule -> line(RuleText.of(rule), rule.position()));
    return List.copyOf(lines);
  }

  private void line(String text, String origin) {
    String padding = " ".repeat(Math.max(1, ORIGIN_COLUMN - text.length()));
    lines.add(text + padding + "# " + origin);
  }

  private static String text(NodeConfig.IcpAccess access) {
    String whom =
        switch (access.asker()) {
          case NodeConfig.Asker.Everybody _ -> "all";
          case NodeConfig.Asker.Peers _ -> "peers";
          case NodeConfig.Asker.Network(var block) -> block.toString();
        };
    return "icp_access " + (access.allow() ? "allow " : "deny ") + whom;
  }

  private static String text(PeerSettings peer) {
    StringBuilder text = new StringBuilder("cache_peer ");
    text.append(peer.host().indexOf(':') < 0 ? peer.host() : "[" + peer.host() + "]");
    text.append(' ').append(peer.kind().word());
    text.append(' ').append(peer.httpPort()).append(' ').append(peer.icpPort());
    for (PeerSettings.Option option : PeerSettings.Option.values()) {
      if (peer.has(option)) {
        text.append(' ').append(option.word());
      }
    }
    if (peer.invalidationPort() != 0) {
      text.append(" invalidation-port=").append(peer.invalidationPort());
    }
    text.append(" name=").append(peer.name());
    text.append(" weight=").append(peer.weight());
    text.append(" connect-timeout=").append(Quantities.text(peer.connectTimeout()));
    text.append(" connect-fail-limit=").append(peer.connectFailLimit());
    text.append(" max-conn=").append(peer.maxConnections());
    if (!peer.baseTime().isZero()) {
      text.append(" basetime=").append(Quantities.text(peer.baseTime()));
    }
    if (peer.forcedDomain() != null) {
      text.append(" forceddomain=").append(peer.forcedDomain());
    }
    return text.toString();
  }
}
