package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Quantities;
import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.config.dialect.Words;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.http.HostPort;
import dev.weir.http.forwarding.TrustedProxies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The directives of one value each, with Squid's defaults; one object for each file read.
final class Settings {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /// An empty text stands for a value that is not there.
  static final String NONE = "none";

  private final Map<String, Setting<?>> byName = new LinkedHashMap<>();

  final Setting<String> visibleHostname = word("visible_hostname", "weir");
  final Setting<String> uniqueHostname = word("unique_hostname", "weir");

  final Setting<TrustedProxies> trustedProxies =
      add(
          new Setting<>(
              "trusted_proxies", NodeConfig.EVERYBODY, NetworkLists::networks, NetworkLists::text));

  final Setting<Long> cacheMem = octets("cache_mem", 256L << 20);
  final Setting<Long> maximumObjectSize = octets("maximum_object_size", 4L << 20);
  final Setting<Long> maximumInMemory = octets("maximum_object_size_in_memory", 512L << 10);
  final Setting<Long> minimumObjectSize = octets("minimum_object_size", 0);

  final Setting<Integer> maxVariants =
      add(
          new Setting<>(
              "max_variants",
              NodeConfig.Storage.USUAL_VARIANTS,
              words -> Words.number(words.next("a number"), "a number of variants", 1, 1000),
              String::valueOf));

  final Setting<FreshnessMode> freshnessMode =
      add(
          new Setting<>(
              "freshness_mode", FreshnessMode.RFC9111, Settings::mode, FreshnessMode::word));
  final Setting<Duration> minimumExpiryTime = time("minimum_expiry_time", Duration.ofMinutes(1));
  final Setting<Duration> maxStale = time("max_stale", Duration.ofDays(7));
  final Setting<Duration> negativeTtl = time("negative_ttl", Duration.ZERO);
  final Setting<Boolean> personalPageGuard = flag("personal_page_guard", true);
  final Setting<Boolean> reloadIntoIms = flag("reload_into_ims", false);
  final Setting<Boolean> refreshAllIms = flag("refresh_all_ims", false);
  final Setting<Boolean> offlineMode = flag("offline_mode", false);
  final Setting<List<String>> targetCacheControl =
      add(
          new Setting<>(
              "target_cache_control", CachePolicy.CDN_ALONE, NameLists::fields, NameLists::text));
  final Setting<List<String>> ignoredQuery =
      add(
          new Setting<>(
              "cache_key_ignore_query", List.of(), NameLists::parameters, NameLists::text));
  final Setting<Boolean> sortsQuery = flag("cache_key_sort_query", false);
  final Setting<Boolean> collapsedForwarding = flag("collapsed_forwarding", true);

  final Setting<Boolean> clientPersistent = flag("client_persistent_connections", true);
  final Setting<Boolean> serverPersistent = flag("server_persistent_connections", true);
  final Setting<Boolean> via = flag("via", true);
  final Setting<Duration> connectTimeout = wait("connect_timeout", Duration.ofMinutes(1));
  final Setting<Duration> peerConnectTimeout = wait("peer_connect_timeout", Duration.ofSeconds(30));
  final Setting<Duration> readTimeout = wait("read_timeout", Duration.ofMinutes(15));
  final Setting<Duration> clientIdleTimeout =
      wait("client_idle_pconn_timeout", Duration.ofMinutes(2));
  final Setting<Long> requestHeaderMax = octets("request_header_max_size", 64L << 10);
  final Setting<Long> replyHeaderMax = octets("reply_header_max_size", 64L << 10);
  final Setting<Long> requestBodyMax = octets("request_body_max_size", 0);

  final Setting<HostPort> icpPort = add(listen("icp_port", "0.0.0.0", 0));
  final Setting<String> udpIncomingAddress = word("udp_incoming_address", NONE);
  final Setting<Duration> icpQueryTimeout =
      add(
          new Setting<>(
              "icp_query_timeout",
              Duration.ofSeconds(2),
              words -> Quantities.time(words, MILLISECOND),
              Quantities::text));
  final Setting<Duration> invalidationTimeout =
      add(
          new Setting<>(
              "invalidation_timeout",
              Duration.ofMillis(250),
              words -> wait(words, MILLISECOND),
              Quantities::text));
  final Setting<HostPort> invalidationPort = add(listen("invalidation_port", "0.0.0.0", 0));
  final Setting<String> siblingSecretFile = word("sibling_secret_file", NONE);
  final Setting<Duration> deadPeerTimeout = wait("dead_peer_timeout", Duration.ofSeconds(10));
  final Setting<Boolean> logIcpQueries = flag("log_icp_queries", true);

  final Setting<NodeConfig.AccessLogSettings> accessLog =
      add(
          new Setting<>(
              "access_log",
              AccessLogParser.DEFAULT,
              AccessLogParser::parse,
              AccessLogParser::text));
  final Setting<Boolean> stripQueryTerms = flag("strip_query_terms", true);

  final Setting<HostPort> adminPort = add(listen("admin_port", "127.0.0.1", 0));
  final Setting<Duration> freshnessProbe = time("freshness_probe", Duration.ZERO);
  final Setting<String> adminTokenFile = word("admin_token_file", NONE);

  /// The setting of that name; null when no directive of one value is called so.
  @Nullable Setting<?> named(String name) {
    return byName.get(name);
  }

  /// All settings, in the order they are printed.
  Iterable<Setting<?>> all() {
    return byName.values();
  }

  /// The names of all settings.
  Iterable<String> names() {
    return byName.keySet();
  }

  private Setting<Boolean> flag(String name, boolean defaultValue) {
    return add(new Setting<>(name, defaultValue, Settings::onOff, on -> on ? "on" : "off"));
  }

  private Setting<Long> octets(String name, long defaultValue) {
    return add(
        new Setting<>(
            name, defaultValue, words -> Quantities.octets(words, 1), size -> size + " bytes"));
  }

  private Setting<Duration> time(String name, Duration defaultValue) {
    return add(
        new Setting<>(
            name, defaultValue, words -> Quantities.time(words, SECOND), Quantities::text));
  }

  /// A time that must be more than nothing.
  private Setting<Duration> wait(String name, Duration defaultValue) {
    return add(new Setting<>(name, defaultValue, words -> wait(words, SECOND), Quantities::text));
  }

  private static Duration wait(Words words, Duration unit) throws BadWordException {
    Duration time = Quantities.time(words, unit);
    if (time.isZero()) {
      throw new BadWordException("0 would wait for nothing; write at least 1 ms");
    }
    return time;
  }

  private Setting<String> word(String name, String defaultValue) {
    return add(new Setting<>(name, defaultValue, words -> words.next("a value"), value -> value));
  }

  private static Setting<HostPort> listen(String name, String host, int port) {
    return new Setting<>(
        name,
        new HostPort(host, port),
        words -> HttpPortParser.address(words.next("a port"), host),
        HostPort::toString);
  }

  /// Which queries count as the same, but for those of some URLs.
  KeyRules keyRules(List<KeyRules.ForUrls> exceptions) {
    return new KeyRules(
        ignoredQuery.value(),
        sortsQuery.value() ? KeyRules.Order.SORTED : KeyRules.Order.AS_RECEIVED,
        exceptions);
  }

  private <T> Setting<T> add(Setting<T> setting) {
    byName.put(setting.name(), setting);
    return setting;
  }

  private static boolean onOff(Words words) throws BadWordException {
    String word = words.next("on or off");
    return switch (word) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new BadWordException("'" + word + "' is neither; write on or off");
    };
  }

  private static FreshnessMode mode(Words words) throws BadWordException {
    String word = words.next("squid or rfc9111");
    for (FreshnessMode mode : FreshnessMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new BadWordException("'" + word + "' is no mode; write squid or rfc9111");
  }
}
