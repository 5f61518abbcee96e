package dev.weir.edge.route;

import dev.weir.edge.files.FileSettings;
import java.nio.file.Files;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/// One route as configured: which requests it is for, and either the upstream group or the folder
/// that serves them.
///
/// - `path`: what the path of a request starts with; the longest one wins.
/// - `host`: `www.example.org` or `*.example.org`; any host unless given.
/// - `upstream`: name of the group to forward to.
/// - `files`: folder to serve from.
public record RouteSettings(
    String path,
    @Nullable HostPattern host,
    @Nullable String upstream,
    @Nullable FileSettings files) {

  private static final Pattern PLAIN = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[^/?#;*\\\\\\s]+)+/?");

  public RouteSettings {
    require(path.startsWith("/"), "path must begin with /");
    require(
        PLAIN.matcher(path).matches() && URIUtil.canonicalPath(path) != null,
        "path must be a plain prefix: no query, parameters, patterns, empty or dot segments");
    if ((upstream == null) == (files == null)) {
      throw new IllegalArgumentException("a route has either upstream or files");
    }
    if (files != null && !Files.isDirectory(files.root())) {
      throw new IllegalArgumentException(
          "files.root is no folder: " + files.root() + "; create it or correct the path");
    }
  }

  /// Two routes with the same one would leave it to chance which is taken.
  public String name() {
    return (host == null ? "" : host) + path;
  }

  /// The route for the table; `index` is its position among the configured ones.
  public Route route(int index) {
    RouteTarget target =
        upstream == null ? new RouteTarget.Files(index) : new RouteTarget.Upstream(upstream);
    String canonicalPath = Objects.requireNonNull(URIUtil.canonicalPath(path));
    return new Route(host == null ? HostPattern.ANY : host, canonicalPath, target);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
