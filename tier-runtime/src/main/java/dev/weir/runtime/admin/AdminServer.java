package dev.weir.runtime.admin;

import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.settings.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The admin listener of a tier: health and metrics, pages of facts as JSON, actions for who has
/// the token.
///
/// `GET /livez` says that the process runs, `/readyz` (also `/healthz`) whether the tier wants
/// requests, `/metrics` what Prometheus scrapes, `/pages` what else there is; so does `/` where no
/// dashboard takes its place. Everything runs on virtual threads and nothing may be cached.
public final class AdminServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  private final AdminSettings settings;
  private final Map<String, AdminPage> pages = new TreeMap<>();
  private final Map<String, AdminAction> actions = new TreeMap<>();
  private final Map<String, EventStream> streams = new TreeMap<>();
  private final Listeners listeners;

  public AdminServer(AdminSettings settings, Readiness readiness, Metrics metrics) {
    this.settings = settings;
    page("/livez", () -> Map.of("status", "ok"));
    pages.put("/readyz", _ -> ReadinessPage.of(readiness));
    pages.put("/healthz", _ -> ReadinessPage.of(readiness));
    document("/metrics", Metrics.contentType(), () -> text(metrics));
    AdminPage index =
        _ -> AdminPage.json(Map.of("pages", pages.keySet(), "actions", actions.keySet()));
    pages.put("/", index);
    pages.put("/pages", index);
    AdminHandler handler =
        new AdminHandler(pages, actions, streams, new AdminToken(settings.token()));
    try {
      listeners = new Listeners(List.of(ListenSettings.on(settings.address())), handler);
    } catch (IOException e) {
      throw new UncheckedIOException("no certificate is read for a plain listener", e);
    }
  }

  /// Adds a page: what the supplier gives becomes JSON. It is asked on every request. Before the
  /// start only.
  public AdminServer page(String path, Supplier<?> facts) {
    pages.put(path, _ -> AdminPage.json(facts.get()));
    return this;
  }

  /// Adds a page that answers a question put in the query: what the function gives becomes JSON, an
  /// [IllegalArgumentException] status 400. Before the start only.
  public AdminServer question(String path, Function<Map<String, String>, ?> answer) {
    pages.put(path, query -> AdminPage.json(answer.apply(query)));
    return this;
  }

  /// Adds a stream of server-sent events: what the supplier gives, as JSON, now and once in every
  /// period for as long as the client listens. Before the start only.
  public AdminServer events(String path, Duration every, Supplier<?> facts) {
    streams.put(path, new EventStream(every, facts));
    return this;
  }

  /// Adds a page of any other type, such as a dashboard. Before the start only.
  public AdminServer document(String path, String contentType, Supplier<byte[]> content) {
    pages.put(path, _ -> new AdminPage.Answer(200, contentType, content.get()));
    return this;
  }

  /// Adds a script that defines one constant, so that a page can show facts from its first moment
  /// on. Before the start only.
  public AdminServer script(String path, String constant, Supplier<?> facts) {
    return document(
        path,
        "text/javascript;charset=utf-8",
        () ->
            ("const " + constant + " = " + AdminPage.JSON.writeValueAsString(facts.get()) + ";\n")
                .getBytes(StandardCharsets.UTF_8));
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
    streams.values().forEach(EventStream::close);
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
