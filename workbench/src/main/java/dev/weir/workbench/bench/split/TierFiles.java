package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import dev.weir.workbench.bench.split.TierPorts.NodePorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The configuration files of all tiers, those of the demo but for logs, ports, and one edge that
/// holds every case, told apart by Host.
final class TierFiles {

  private final TierPorts ports;
  private final Gallery gallery;
  private final Path directory;

  TierFiles(TierPorts ports, Gallery gallery, Path directory) {
    this.ports = ports;
    this.gallery = gallery;
    this.directory = directory;
  }

  /// Content by file name.
  Map<String, String> all() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("edge.yaml", edge());
    ports.nodes().forEach((name, node) -> files.put(name + ".conf", node(name, node)));
    files.put("app.yaml", app());
    return files;
  }

  private String app() {
    return """
    listen:
      - address: 127.0.0.1:%d
    admin:
      address: 127.0.0.1:%d
    database:
      url: jdbc:h2:file:%s/gallery
    workers: 50
    staticPrefix: /static/
    staticRoot: %s
    accessLog:
      path: none
    """
        .formatted(ports.app(), ports.appAdmin(), directory, gallery.site());
  }

  private String node(String name, NodePorts node) {
    String peers =
        node.sibling() == null
            ? ""
            : "icp_port 127.0.0.1:%d%ncache_peer 127.0.0.1 sibling %d %d name=sibling%n"
                .formatted(node.icp(), node.sibling().http(), node.sibling().icp());
    return """
    http_port 127.0.0.1:%d accel vhost
    admin_port 127.0.0.1:%d
    visible_hostname %s
    cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
    %sserver_persistent_connections %s
    cache_mem 64 MB
    maximum_object_size_in_memory 4 MB
    refresh_pattern . 0 20%% 1h
    access_log none
    """
        .formatted(node.http(), node.admin(), name, ports.app(), peers, node.keepAlive().words());
  }

  private String edge() {
    StringBuilder text =
        new StringBuilder(
            """
            listen:
              - address: 127.0.0.1:%d
            admin:
              address: 127.0.0.1:%d
            accessLog:
              path: none
            upstreams:
            """
                .formatted(ports.edge(), ports.edgeAdmin()));
    for (Cache cache : Cache.values()) {
      for (Switch keepAlive : Switch.values()) {
        text.append(group(cache, keepAlive));
      }
    }
    text.append("routes:\n");
    SplitCase.all().stream()
        .filter(split -> split.front() != Front.ALONE && split.clientKeepAlive() == Switch.ON)
        .map(this::routes)
        .forEach(text::append);
    return text.toString();
  }

  private String group(Cache cache, Switch keepAlive) {
    List<Integer> servers =
        cache == Cache.OFF
            ? List.of(ports.app())
            : ports.nodesOf(cache, keepAlive).stream().map(node -> node.http()).toList();
    String addresses =
        String.join(", ", servers.stream().map(port -> "\"127.0.0.1:" + port + '"').toList());
    return """
      %s:
        servers: [ %s ]
        keepAlive: %s
        maxFails: 0
    """
        .formatted(groupName(cache, keepAlive), addresses, keepAlive.words());
  }

  private String routes(SplitCase split) {
    String host = hostOf(split);
    String files =
        split.front() == Front.SERVES
            ? """
              - host: %s
                path: /static/
                files: { root: "%s", cacheControl: max-age=3600 }
            """
                .formatted(host, gallery.site())
            : "";
    return files
        + """
          - host: %s
            path: /
            upstream: %s
        """
            .formatted(host, groupName(split.cache(), split.upstreamKeepAlive()));
  }

  /// The name under which the edge keeps a case.
  static String hostOf(SplitCase split) {
    return split.shape() + "-" + split.upstreamKeepAlive().words() + ".bench.test";
  }

  private static String groupName(Cache cache, Switch keepAlive) {
    return TierPorts.nameOf(cache) + "-" + keepAlive.words();
  }
}
