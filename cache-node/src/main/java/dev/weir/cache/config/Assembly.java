package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.http.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the effective configuration of what the lines said: derived defaults, then the record.
final class Assembly {
  private static final int USUAL_HTTP_PORT = 3128;
  private static final int USUAL_ICP_PORT = 3130;

  private final Draft draft;
  private final Settings settings;
  private final String file;
  private final Map<String, String> environment;

  Assembly(Draft draft, String file, Map<String, String> environment) {
    this.draft = draft;
    this.settings = draft.settings;
    this.file = file;
    this.environment = environment;
  }

  NodeConfig config() {
    deriveDefaults();
    new CrossChecks(draft, httpPorts(), icp())
        .run(admin().tokenFile(), invalidations().secretFile());
    return new NodeConfig(
        httpPorts(),
        icp(),
        invalidations(),
        draft.peers,
        policy(),
        storage(),
        exchange(),
        accessLog(),
        admin(),
        settings.visibleHostname.value(),
        settings.uniqueHostname.value(),
        draft.warnings,
        new EffectiveText(draft, httpPorts(), icp(), rules()).lines());
  }

  private void deriveDefaults() {
    FreshnessMode mode = settings.freshnessMode.value();
    boolean rfc9111 = mode == FreshnessMode.RFC9111;
    String why = "freshness_mode " + mode.word();
    settings.personalPageGuard.otherwise(rfc9111, why);
    settings.collapsedForwarding.otherwise(rfc9111, why);
    settings.targetCacheControl.otherwise(rfc9111 ? CachePolicy.CDN_ALONE : List.of(), why);
    String machine = environment.get("HOSTNAME");
    if (machine != null && !machine.isBlank()) {
      settings.visibleHostname.otherwise(machine.strip(), "HOSTNAME");
    }
    if (settings.visibleHostname.isGiven()) {
      settings.uniqueHostname.otherwise(settings.visibleHostname.value(), "visible_hostname");
    } else {
      // Two nodes on one machine must not take each other for themselves.
      settings.uniqueHostname.otherwise(uniqueName(), "host and http_port");
    }
    if (someSiblingIsQueried()) {
      // Squid 2.7's default, without which a configured sibling is asked in vain.
      settings.icpPort.otherwise(
          new HostPort(settings.icpPort.value().host(), USUAL_ICP_PORT),
          "a sibling has an ICP port");
    }
  }

  private String uniqueName() {
    NodeConfig.HttpPort first = firstOfTcp();
    if (first == null) {
      return settings.visibleHostname.value();
    }
    String host = first.host() == null ? settings.visibleHostname.value() : first.host();
    return host + ":" + first.port();
  }

  private NodeConfig.@Nullable HttpPort firstOfTcp() {
    return httpPorts().stream().filter(port -> port.socket() == null).findFirst().orElse(null);
  }

  private boolean someSiblingIsQueried() {
    return draft.peers.stream().anyMatch(PeerSettings::isQueried);
  }

  private List<NodeConfig.HttpPort> httpPorts() {
    return draft.httpPorts.isEmpty()
        ? List.of(believing(new NodeConfig.HttpPort(null, USUAL_HTTP_PORT, null, true)))
        : draft.httpPorts.stream().map(Draft.Placed::value).map(this::believing).toList();
  }

  /// Whose word counts is said once for all ports.
  private NodeConfig.HttpPort believing(NodeConfig.HttpPort port) {
    return HttpPortParser.believing(port, settings.trustedProxies.value());
  }

  private NodeConfig.Icp icp() {
    Duration asked = settings.icpQueryTimeout.value();
    return new NodeConfig.Icp(
        icpHost(),
        settings.icpPort.value().port(),
        draft.icpAccess(),
        // Zero means adaptive in Squid, with this upper bound.
        asked.isZero() ? Duration.ofSeconds(2) : asked,
        settings.deadPeerTimeout.value(),
        settings.logIcpQueries.value());
  }

  /// Where ICP listens: at its own address if given, else beside HTTP.
  private @Nullable String icpHost() {
    String own = settings.icpPort.value().host();
    if (!own.equals(HttpPortParser.EVERYWHERE)) {
      return own;
    }
    String incoming = settings.udpIncomingAddress.value();
    NodeConfig.HttpPort beside = firstOfTcp();
    String http = beside == null ? null : beside.host();
    return incoming.equals(Settings.NONE) ? http : incoming;
  }

  private NodeConfig.Invalidations invalidations() {
    HostPort address = settings.invalidationPort.value();
    String host = address.host().equals(HttpPortParser.EVERYWHERE) ? null : address.host();
    return new NodeConfig.Invalidations(
        host,
        address.port(),
        beside(settings.siblingSecretFile.value()),
        settings.invalidationTimeout.value());
  }

  /// A file named relative to the configuration's; null when none is.
  private @Nullable Path beside(String name) {
    return name.equals(Settings.NONE) ? null : Path.of(file).resolveSibling(name);
  }

  CachePolicy policy() {
    Set<CachePolicy.Option> options = EnumSet.noneOf(CachePolicy.Option.class);
    addIf(options, settings.personalPageGuard, CachePolicy.Option.PERSONAL_PAGE_GUARD);
    addIf(options, settings.reloadIntoIms, CachePolicy.Option.RELOAD_INTO_IMS);
    addIf(options, settings.refreshAllIms, CachePolicy.Option.REFRESH_ALL_IMS);
    addIf(options, settings.offlineMode, CachePolicy.Option.OFFLINE);
    return new CachePolicy(
        settings.freshnessMode.value(),
        rules(),
        settings.minimumExpiryTime.value(),
        settings.maxStale.value(),
        settings.negativeTtl.value(),
        options,
        settings.targetCacheControl.value(),
        settings.keyRules(draft.keyExceptions()));
  }

  private static void addIf(
      Set<CachePolicy.Option> options, Setting<Boolean> setting, CachePolicy.Option option) {
    if (setting.value()) {
      options.add(option);
    }
  }

  private List<RefreshRule> rules() {
    return draft.rules.isEmpty() ? ShippedRules.RULES : draft.rules;
  }

  private NodeConfig.Storage storage() {
    return new NodeConfig.Storage(
        settings.cacheMem.value(),
        settings.maximumObjectSize.value(),
        settings.maximumInMemory.value(),
        settings.minimumObjectSize.value(),
        settings.maxVariants.value(),
        draft.directories.stream().map(Draft.Placed::value).toList());
  }

  private NodeConfig.Exchange exchange() {
    return new NodeConfig.Exchange(
        settings.collapsedForwarding.value(),
        settings.clientPersistent.value(),
        settings.serverPersistent.value(),
        settings.via.value(),
        settings.connectTimeout.value(),
        settings.readTimeout.value(),
        settings.clientIdleTimeout.value(),
        settings.requestHeaderMax.value(),
        settings.replyHeaderMax.value(),
        settings.requestBodyMax.value());
  }

  private NodeConfig.AccessLogSettings accessLog() {
    NodeConfig.AccessLogSettings log = settings.accessLog.value();
    return new NodeConfig.AccessLogSettings(
        log.path(), log.format(), settings.stripQueryTerms.value());
  }

  private NodeConfig.Admin admin() {
    HostPort address = settings.adminPort.value();
    return new NodeConfig.Admin(
        address.host(),
        address.port(),
        beside(settings.adminTokenFile.value()),
        settings.freshnessProbe.value());
  }
}
