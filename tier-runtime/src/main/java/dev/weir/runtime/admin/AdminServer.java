package dev.weir.runtime.admin;

import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.settings.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The admin listener of a tier: health and metrics, pages of facts as JSON, actions for who has
/// the token.
///
/// `GET /livez` says that the process runs, `/readyz` (also `/healthz`) whether the tier wants
/// requests, `/metrics` what Prometheus scrapes, `/` what else there is. Everything runs on virtual
/// threads and nothing may be cached.
public final class AdminServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  private final AdminSettings settings;
  private final Map<String, AdminPage> pages = new TreeMap<>();
  private final Map<String, AdminAction> actions = new TreeMap<>();
  private final Listeners listeners;

  public AdminServer(AdminSettings settings, Readiness readiness, Metrics metrics) {
    this.settings = settings;
    page("/livez", () -> Map.of("status", "ok"));
    pages.put("/readyz", () -> ReadinessPage.of(readiness));
    pages.put("/healthz", () -> ReadinessPage.of(readiness));
    document("/metrics", Metrics.contentType(), () -> text(metrics));
    pages.put(
        "/", () -> AdminPage.json(Map.of("pages", pages.keySet(), "actions", actions.keySet())));
    AdminHandler handler = new AdminHandler(pages, actions, new AdminToken(settings.token()));
    try {
      listeners = new Listeners(List.of(ListenSettings.on(settings.address())), handler);
    } catch (IOException e) {
      throw new UncheckedIOException("no certificate is read for a plain listener", e);
    }
  }

  /// Adds a page: what the supplier gives becomes JSON. It is asked on every request. Before the
  /// start only.
  public AdminServer page(String path, Supplier<?> facts) {
    pages.put(path, () -> AdminPage.json(facts.get()));
    return this;
  }

  /// Adds a page of any other type, such as a dashboard. Before the start only.
  public AdminServer document(String path, String contentType, Supplier<byte[]> content) {
    pages.put(path, () -> new AdminPage.Answer(200, contentType, content.get()));
    return this;
  }

  /// Adds an action: a POST that needs the token. Before the start only.
  public AdminServer post(String path, AdminAction action) {
    actions.put(path, action);
    return this;
  }

  /// @throws IOException when the address cannot be opened
  public void start() throws IOException {
    listeners.start();
    if (settings.address() instanceof ListenAddress.Tcp tcp && !tcp.isLoopback()) {
      LOG.warn(
          "the admin listener {} can be reached from other machines, its pages without a token",
          tcp);
    }
  }

  /// The port, once started.
  public int port() {
    return listeners.port();
  }

  public URI uri() {
    return listeners.uri();
  }

  @Override
  public void close() {
    listeners.close();
  }

  private static byte[] text(Metrics metrics) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      metrics.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
