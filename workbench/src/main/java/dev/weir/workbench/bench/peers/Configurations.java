package dev.weir.workbench.bench.peers;

import java.nio.file.Path;

/// The configuration files of all contenders: each as its own documentation advises for this work,
/// none with logs.
final class Configurations {

  private Configurations() {}

  static String nginxOrigin(int port, Path www) {
    return nginx(
        port,
        """
          server {
            listen 127.0.0.1:%d reuseport backlog=4096;
            root %s;
            open_file_cache max=1000 inactive=1h;
            add_header Cache-Control max-age=3600;
          }
        """
            .formatted(port, www));
  }

  static String nginxStatic(int port, Path www, String more) {
    return nginx(
        port,
        """
          server {
            listen 127.0.0.1:%d reuseport backlog=4096;
            root %s;
            %s
          }
        """
            .formatted(port, www, more));
  }

  static String nginxTls(int port, Path www, Path certificate) {
    return nginx(
        port,
        """
          server {
            listen 127.0.0.1:%d ssl reuseport backlog=4096;
            ssl_certificate %s;
            ssl_certificate_key %s;
            ssl_protocols TLSv1.3;
            root %s;
            open_file_cache max=1000 inactive=1h;
          }
        """
            .formatted(port, certificate, certificate.resolveSibling("key.pem"), www));
  }

  static String nginxCache(int port, int origin, Path cache) {
    return nginx(
        port,
        """
          proxy_cache_path %s keys_zone=hits:16m max_size=256m;
          open_file_cache max=1000 inactive=1h;
          upstream origin { server 127.0.0.1:%d; keepalive 64; }
          server {
            listen 127.0.0.1:%d reuseport backlog=4096;
            location / {
              proxy_pass http://origin;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $host;
              proxy_cache hits;
              proxy_cache_valid 200 1h;
            }
          }
        """
            .formatted(cache, origin, port));
  }

  /// Forwards everything; `keepAlive` is whether connections to the next server are used again.
  static String nginxProxy(int port, int next, KeepAlive keepAlive) {
    String connections =
        switch (keepAlive) {
          case ON -> "keepalive 64;";
          case OFF -> "";
        };
    String header =
        switch (keepAlive) {
          case ON -> "\"\"";
          case OFF -> "close";
        };
    return nginx(
        port,
        """
          upstream next { server 127.0.0.1:%d; %s }
          server {
            listen 127.0.0.1:%d reuseport backlog=4096;
            location / {
              proxy_pass http://next;
              proxy_http_version 1.1;
              proxy_set_header Connection %s;
              proxy_set_header Host $host;
            }
          }
        """
            .formatted(next, connections, port, header));
  }

  static String squid(int port, int origin, KeepAlive keepAlive, Path folder) {
    return """
    http_port 127.0.0.1:%d accel vhost defaultsite=localhost
    cache_peer 127.0.0.1 parent %d 0 no-query originserver name=origin
    http_access allow all
    cache_mem 64 MB
    maximum_object_size_in_memory 1 MB
    memory_pools on
    server_persistent_connections %s
    access_log none
    cache_store_log none
    cache_log %s/cache.log
    pid_filename %s/squid.pid
    coredump_dir %s
    shutdown_lifetime 0 seconds
    """
        .formatted(port, origin, words(keepAlive), folder, folder, folder);
  }

  /// What follows to keep all content on disk and none in memory.
  static String squidDisk(String type, Path folder, String options) {
    return """
    cache_dir %s %s/%s 256 %s
    maximum_object_size_in_memory 1 KB
    """
        .formatted(type, folder, type, options);
  }

  static String varnish(int origin) {
    return """
    vcl 4.1;
    backend origin { .host = "127.0.0.1"; .port = "%d"; }
    """
        .formatted(origin);
  }

  static String haproxy(int port, int next, KeepAlive keepAlive) {
    String option =
        switch (keepAlive) {
          case ON -> "http-reuse always";
          case OFF -> "option http-server-close\n    http-reuse never";
        };
    return """
    global
        nbthread %d
    defaults
        mode http
        timeout connect 5s
        timeout client 60s
        timeout server 60s
    frontend front
        bind 127.0.0.1:%d
        default_backend next
    backend next
        %s
        server one 127.0.0.1:%d
    """
        .formatted(cores(), port, option, next);
  }

  static String edgeStatic(int port, int admin, Path www) {
    return edgeHead(port, admin)
        + """
        routes:
          - path: /
            files: { root: "%s" }
        """
            .formatted(www);
  }

  static String edgeTls(int port, int admin, Path www, Path certificate) {
    return """
    listen:
      - address: 127.0.0.1:%d
        tls: { certificate: "%s", key: "%s" }
    admin: { address: "127.0.0.1:%d" }
    accessLog: { path: none }
    routes:
      - path: /
        files: { root: "%s" }
    """
        .formatted(port, certificate, certificate.resolveSibling("key.pem"), admin, www);
  }

  /// @param next the next server's address
  static String edgeProxy(int port, int admin, String next, KeepAlive keepAlive) {
    return edgeHead(port, admin)
        + """
        upstreams:
          next:
            servers: [ "%s" ]
            keepAlive: %s
        routes:
          - path: /
            upstream: next
        """
            .formatted(next, words(keepAlive));
  }

  /// @param node the file of a node in the same process
  static String edgeLocal(int port, int admin, String node) {
    return edgeHead(port, admin)
        + """
        upstreams:
          next:
            servers: [ "local:%s" ]
        routes:
          - path: /
            upstream: next
        """
            .formatted(node);
  }

  /// @param listen address of the node
  static String node(String listen, int admin, int origin, KeepAlive keepAlive, String more) {
    return """
    http_port %s accel vhost
    admin_port 127.0.0.1:%d
    cache_peer 127.0.0.1 parent %d 0 no-query originserver name=origin
    cache_mem 64 MB
    server_persistent_connections %s
    access_log none
    %s
    """
        .formatted(listen, admin, origin, words(keepAlive), more);
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String edgeHead(int port, int admin) {
    return """
    listen:
      - address: 127.0.0.1:%d
    admin: { address: "127.0.0.1:%d" }
    accessLog: { path: none }
    """
        .formatted(port, admin);
  }

  private static String nginx(int port, String servers) {
    return """
    daemon off;
    user root;
    worker_processes %d;
    pid nginx-%d.pid;
    error_log stderr crit;
    events { worker_connections 8192; }
    http {
      access_log off;
      sendfile on;
      tcp_nopush on;
      keepalive_requests 100000000;
      types { }
      default_type application/octet-stream;
    %s}
    """
        .formatted(cores(), port, servers);
  }

  private static String words(KeepAlive keepAlive) {
    return keepAlive == KeepAlive.ON ? "on" : "off";
  }
}
