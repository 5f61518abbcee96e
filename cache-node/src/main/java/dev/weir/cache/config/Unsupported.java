package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What to say of a directive that is not understood: what to use instead, or what was probably
/// meant.
final class Unsupported {
  private static final String EDGE_ADMITS = "who may come in is decided by the edge";
  private static final String SERVICE = "the service manager or container does that";
  private static final String EVICTION = "the store decides by itself what to evict";
  private static final String LOGS = "the node logs to standard error";
  private static final String ADMIN = "use admin_port and admin_token_file";
  private static final String OWN_LAYOUT = "the store keeps its own layout on disk";
  private static final String ALWAYS_PEERS =
      "requests go to the configured parents, never elsewhere";
  private static final String FINISHES = "a fetch that may be stored is always finished";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("http_reply_access", EDGE_ADMITS),
          Map.entry("miss_access", "a sibling's request never leaves the node"),
          Map.entry("cache_peer_access", "give the peers no conditions, or route at the edge"),
          Map.entry("cache_peer_domain", "gone from Squid too; route at the edge"),
          Map.entry("hierarchy_stoplist", "gone from Squid since 3.2; use no-query on the peer"),
          Map.entry("always_direct", ALWAYS_PEERS),
          Map.entry("never_direct", ALWAYS_PEERS),
          Map.entry("forward_timeout", "use connect_timeout and read_timeout"),
          Map.entry("forward_max_tries", "a failed peer is tried once, then the next"),
          Map.entry("request_timeout", "use client_idle_pconn_timeout"),
          Map.entry("client_lifetime", "use client_idle_pconn_timeout"),
          Map.entry("pconn_timeout", "use client_idle_pconn_timeout"),
          Map.entry("persistent_request_timeout", "use client_idle_pconn_timeout"),
          Map.entry("https_port", "the edge speaks TLS to clients; use http_port"),
          Map.entry(
              "httpd_accel_host", "gone from Squid since 2.6; use http_port with defaultsite="),
          Map.entry("httpd_accel_port", "gone from Squid since 2.6; give the port in cache_peer"),
          Map.entry("httpd_accel_single_host", "gone from Squid since 2.6; use http_port no-vhost"),
          Map.entry(
              "httpd_accel_uses_host_header", "gone from Squid since 2.6; use http_port vhost"),
          Map.entry("htcp_port", "HTCP is not spoken; use icp_port"),
          Map.entry("htcp_access", "HTCP is not spoken; use icp_access"),
          Map.entry("mcast_groups", "multicast is not spoken; list the peers with cache_peer"),
          Map.entry("udp_outgoing_address", "answers leave from udp_incoming_address"),
          Map.entry("icp_hit_stale", "a stale response is never a sibling hit"),
          Map.entry(
              "minimum_icp_query_timeout",
              "icp_query_timeout is the upper bound, below it waiting adapts"),
          Map.entry("maximum_icp_query_timeout", "use icp_query_timeout"),
          Map.entry("digest_generation", "cache digests are not exchanged"),
          Map.entry("cache_access_log", "use access_log"),
          Map.entry("cache_log", LOGS),
          Map.entry("cache_store_log", LOGS),
          Map.entry("debug_options", LOGS),
          Map.entry(
              "logfile_rotate", "move the file away and POST /logs/reopen at the admin listener"),
          Map.entry("logformat", "use access_log with squid, combined or json"),
          Map.entry("emulate_httpd_log", "gone from Squid since 3.2; use access_log - combined"),
          Map.entry("log_mime_hdrs", "use access_log with json"),
          Map.entry("pid_filename", SERVICE),
          Map.entry("cache_effective_user", SERVICE),
          Map.entry("cache_effective_group", SERVICE),
          Map.entry("coredump_dir", SERVICE),
          Map.entry("workers", "one process uses all cores"),
          Map.entry("cpu_affinity_map", SERVICE),
          Map.entry("max_filedescriptors", SERVICE),
          Map.entry("shutdown_lifetime", SERVICE),
          Map.entry("cachemgr_passwd", ADMIN),
          Map.entry("snmp_port", "metrics are at the admin listener; " + ADMIN),
          Map.entry("cache_mgr", ADMIN),
          Map.entry("cache_replacement_policy", EVICTION),
          Map.entry("memory_replacement_policy", EVICTION),
          Map.entry("memory_cache_mode", EVICTION),
          Map.entry("cache_swap_low", EVICTION),
          Map.entry("cache_swap_high", EVICTION),
          Map.entry("store_avg_object_size", OWN_LAYOUT),
          Map.entry("cache_swap_state", OWN_LAYOUT),
          Map.entry("quick_abort_min", FINISHES),
          Map.entry("quick_abort_max", FINISHES),
          Map.entry("quick_abort_pct", FINISHES),
          Map.entry("range_offset_limit", "use refresh_pattern with fetch-whole-on-range"),
          Map.entry("cache", "use refresh_pattern, or Cache-Control at the origin"),
          Map.entry("no_cache", "gone from Squid since 3.0; use Cache-Control at the origin"),
          Map.entry("refresh_stale_hit", "use refresh_pattern with stale-while-revalidate="),
          Map.entry("positive_dns_ttl", "name lookups are cached for seconds only"),
          Map.entry("dns_nameservers", "the system's name servers are asked"),
          Map.entry("url_rewrite_program", "rewrite at the edge"),
          Map.entry("redirect_program", "gone from Squid since 3.0; rewrite at the edge"),
          Map.entry("store_id_program", "the URL is the key"),
          Map.entry("auth_param", EDGE_ADMITS),
          Map.entry("ident_lookup_access", "gone from Squid since 7; " + EDGE_ADMITS),
          Map.entry("esi_parser", "gone from Squid since 7; assemble pages in the application"),
          Map.entry("request_header_access", "change fields at the edge"),
          Map.entry("reply_header_access", "change fields at the edge"),
          Map.entry("header_replace", "change fields at the edge"),
          Map.entry("forwarded_for", "the edge writes Forwarded and X-Forwarded-For"),
          Map.entry("follow_x_forwarded_for", "the edge decides whom to believe"),
          Map.entry("delay_pools", "limit rates at the edge"),
          Map.entry(
              "error_directory", "the node's error pages are short and not to be configured"));

  private Unsupported() {}

  /// Squid's directives for which there is something to use instead.
  static Set<String> names() {
    return INSTEAD.keySet();
  }

  static String explanation(String directive, Collection<String> supported) {
    String instead = INSTEAD.get(directive);
    if (instead != null) {
      return "is not supported: " + instead + "; remove the line";
    }
    // What works is guessed before what does not.
    List<String> known = new ArrayList<>(supported);
    known.addAll(new TreeSet<>(INSTEAD.keySet()));
    String nearest = Suggestions.nearest(directive, known);
    return nearest == null
        ? "is no directive; remove the line, or comment it out with #"
        : "is no directive; did you mean " + nearest + "?";
  }
}
