package dev.weir.workbench.bench.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Configurations of tiers that are started alone: as short as they can be.
final class StartFiles {

  static final String PAGE = "/page.html";

  private StartFiles() {}

  /// A folder below `parent` with a page in it.
  static Path www(Path parent) throws IOException {
    Path www = Files.createDirectories(parent.resolve("www"));
    Path _ = Files.writeString(www.resolve("page.html"), "<!doctype html><title>Up</title>\n");
    return www;
  }

  static String edge(int port, int admin, Path www) {
    return """
    listen:
      - address: 127.0.0.1:%d
    admin: { address: "127.0.0.1:%d" }
    routes:
      - path: /
        files: { root: "%s" }
    """
        .formatted(port, admin, www);
  }

  static String node(int port, int admin, int origin) {
    return """
    http_port 127.0.0.1:%d accel vhost
    admin_port 127.0.0.1:%d
    cache_peer 127.0.0.1 parent %d 0 no-query originserver name=origin
    """
        .formatted(port, admin, origin);
  }

  static String app(int port, int admin, Path folder) {
    return """
    listen:
      - address: 127.0.0.1:%d
    admin: { address: "127.0.0.1:%d" }
    database: { url: "jdbc:h2:file:%s/gallery" }
    """
        .formatted(port, admin, folder);
  }

  /// Of the node, by nginx.
  static String origin(int port, Path www) {
    return """
    daemon off;
    user root;
    pid origin.pid;
    error_log stderr crit;
    events { }
    http {
      access_log off;
      server { listen 127.0.0.1:%d; root "%s"; }
    }
    """
        .formatted(port, www);
  }
}
