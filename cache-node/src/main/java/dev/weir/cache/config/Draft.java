package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Faults;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.config.dialect.Words;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.http.forwarding.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What the lines of a file have said so far, in whatever order they came.
final class Draft {
  final Settings settings = new Settings();
  final List<Placed<NodeConfig.HttpPort>> httpPorts = new ArrayList<>();
  final List<Placed<NodeConfig.IcpAccess>> icpAccess = new ArrayList<>();
  final List<Placed<NodeConfig.CacheDir>> directories = new ArrayList<>();
  final List<PeerSettings> peers = new ArrayList<>();
  final List<KeyPatternParser.KeyPattern> keyPatterns = new ArrayList<>();
  final List<RefreshRule> rules = new ArrayList<>();
  final List<NodeConfig.Warning> warnings = new ArrayList<>();

  private final SourceLists sources = new SourceLists();
  private final Faults faults;
  private final Map<String, LineReading> repeatable = new LinkedHashMap<>();
  private final List<Line> deferred = new ArrayList<>();

  /// A value and the line it stands in.
  record Placed<T>(T value, Line line) {}

  @FunctionalInterface
  private interface LineReading {
    void read(Line line) throws BadWordException;
  }

  Draft(Faults faults) {
    this.faults = faults;
    repeatable.put("http_port", this::httpPort);
    repeatable.put("http_access", this::httpAccess);
    repeatable.put("icp_access", this::icpAccess);
    repeatable.put("acl", sources::define);
    repeatable.put("refresh_pattern", this::refreshPattern);
    repeatable.put("cache_key_pattern", this::keyPattern);
    repeatable.put("cache_peer", deferred::add);
    repeatable.put("cache_dir", deferred::add);
  }

  /// Takes in all lines; those that refer to settings wait until every setting is known.
  void accept(List<Line> lines) {
    lines.forEach(line -> attempt(line, this::one));
    if (settings.connectTimeout.isGiven()) {
      settings.peerConnectTimeout.otherwise(settings.connectTimeout.value(), "connect_timeout");
    }
    for (Line line : deferred) {
      attempt(line, line.directive().equals("cache_peer") ? this::cachePeer : this::cacheDir);
    }
  }

  /// The `cache_key_pattern` rules.
  List<KeyRules.ForUrls> keyExceptions() {
    return keyPatterns.stream()
        .map(each -> new KeyRules.ForUrls(each.pattern()::matches, each.rules()))
        .toList();
  }

  /// The `icp_access` rules; without any, the configured peers may ask and nobody else.
  List<NodeConfig.IcpAccess> icpAccess() {
    return icpAccess.isEmpty()
        ? List.of(new NodeConfig.IcpAccess(true, new NodeConfig.Asker.Peers()))
        : icpAccess.stream().map(Placed::value).toList();
  }

  void warn(String position, String text) {
    warnings.add(new NodeConfig.Warning(position, text));
  }

  /// Notes a fault that shows only now that everything is read; defaults have none.
  void fault(Setting<?> setting, String text) {
    Line line = setting.line();
    if (line != null) {
      faults.add(line, text);
    }
  }

  private void attempt(Line line, LineReading reading) {
    try {
      reading.read(line);
    } catch (BadWordException e) {
      faults.add(line, String.valueOf(e.getMessage()));
    }
  }

  private void one(Line line) throws BadWordException {
    Setting<?> setting = settings.named(line.directive());
    LineReading reading = repeatable.get(line.directive());
    if (setting != null) {
      once(setting, line);
    } else if (reading != null) {
      reading.read(line);
    } else {
      faults.add(line, Unsupported.explanation(line.directive(), supported()));
    }
  }

  private void once(Setting<?> setting, Line line) throws BadWordException {
    if (setting.isGiven()) {
      warn(
          line.position(),
          line.directive() + ": given again; " + setting.origin() + " no longer counts");
    }
    setting.read(line);
  }

  /// The names of all directives that may stand in a file.
  Set<String> supported() {
    TreeSet<String> names = new TreeSet<>(repeatable.keySet());
    settings.names().forEach(names::add);
    names.add("include");
    return names;
  }

  private Consumer<String> warningsOf(Line line) {
    return text -> warn(line.position(), line.directive() + ": " + text);
  }

  private void httpPort(Line line) throws BadWordException {
    NodeConfig.HttpPort port = HttpPortParser.parse(new Words(line));
    for (Placed<NodeConfig.HttpPort> other : httpPorts) {
      if (sameAddress(port, other.value())) {
        throw new BadWordException(
            "the same address stands at " + other.line().position() + "; remove one");
      }
    }
    httpPorts.add(new Placed<>(port, line));
  }

  private static boolean sameAddress(NodeConfig.HttpPort one, NodeConfig.HttpPort other) {
    if (one.socket() != null || other.socket() != null) {
      return Objects.equals(one.socket(), other.socket());
    }
    return PortChecks.clash(PortChecks.address(one), PortChecks.address(other));
  }

  /// Everybody who reaches the port is served; who reaches it is the edge's and the network's
  /// business.
  private void httpAccess(Line line) throws BadWordException {
    Words words = new Words(line);
    String verdict = words.next("allow all");
    String whom = words.next("allow all");
    if (!verdict.equals("allow") || !whom.equals("all")) {
      throw new BadWordException(
          "only 'allow all' is supported; who may come in is decided by the edge and the network");
    }
    words.end();
    warn(
        line.position(),
        "http_access: allow all does not open the admin pages here; they have a listener of their own, admin_port");
  }

  private void icpAccess(Line line) throws BadWordException {
    Words words = new Words(line);
    String verdict = words.next("allow or deny, and whom");
    if (!verdict.equals("allow") && !verdict.equals("deny")) {
      throw new BadWordException("'" + verdict + "' is no verdict; write allow or deny");
    }
    List<NodeConfig.Asker> askers = askers(words.next("all, peers, an address or an acl"));
    words.end();
    // One of several networks is enough, so a rule for each says the same.
    for (NodeConfig.Asker asker : askers) {
      icpAccess.add(new Placed<>(new NodeConfig.IcpAccess(verdict.equals("allow"), asker), line));
    }
  }

  private List<NodeConfig.Asker> askers(String word) throws BadWordException {
    List<Cidr> named = sources.networks(word);
    if (named != null) {
      List<NodeConfig.Asker> askers = new ArrayList<>();
      named.forEach(network -> askers.add(new NodeConfig.Asker.Network(network)));
      return askers;
    }
    return List.of(asker(word));
  }

  private static NodeConfig.Asker asker(String word) throws BadWordException {
    try {
      return switch (word) {
        case "peers" -> new NodeConfig.Asker.Peers();
        case "all" -> new NodeConfig.Asker.Everybody();
        default -> new NodeConfig.Asker.Network(Cidr.parse(word));
      };
    } catch (IllegalArgumentException e) {
      throw new BadWordException(
          "'"
              + word
              + "' is nobody known; write all, peers, a network such as 10.0.0.0/8,"
              + " or the name of an acl above");
    }
  }

  private void refreshPattern(Line line) throws BadWordException {
    rules.add(RefreshPatternParser.parse(line, warningsOf(line)));
  }

  private void keyPattern(Line line) throws BadWordException {
    keyPatterns.add(KeyPatternParser.parse(line));
  }

  private void cachePeer(Line line) throws BadWordException {
    PeerSettings peer =
        CachePeerParser.parse(line, settings.peerConnectTimeout.value(), warningsOf(line));
    for (PeerSettings other : peers) {
      if (other.name().equals(peer.name())) {
        throw new BadWordException(
            "peer '" + peer.name() + "' stands at " + other.position() + " too; add name= to one");
      }
    }
    peers.add(peer);
  }

  private void cacheDir(Line line) throws BadWordException {
    NodeConfig.CacheDir directory =
        CacheDirParser.parse(new Words(line), settings.maximumObjectSize.value(), warningsOf(line));
    for (Placed<NodeConfig.CacheDir> other : directories) {
      if (other.value().path().equals(directory.path())) {
        throw new BadWordException(
            "the same path stands at " + other.line().position() + "; remove one");
      }
    }
    directories.add(new Placed<>(directory, line));
  }
}
