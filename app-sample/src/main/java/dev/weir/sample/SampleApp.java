package dev.weir.sample;

import dev.weir.runtime.accesslog.AccessLog;
import dev.weir.runtime.admin.AdminServer;
import dev.weir.runtime.admin.Metrics;
import dev.weir.runtime.lifecycle.Drain;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.listen.Listeners;
import dev.weir.sample.gallery.GalleryDatabase;
import dev.weir.sample.observe.AppMetrics;
import dev.weir.sample.observe.RequestRecording;
import dev.weir.sample.web.HealthHandler;
import dev.weir.sample.work.WorkerPool;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sample application, put together: database, memcached, workers, pages, listeners.
public final class SampleApp implements Tier {

  private static final Logger log = LoggerFactory.getLogger(SampleApp.class);

  private final AppSettings settings;
  private final InstantSource clock;
  private final Readiness readiness = new Readiness();
  private final OpenParts parts = new OpenParts();
  private @Nullable Listeners listeners;
  private @Nullable AdminServer admin;

  public SampleApp(AppSettings settings) {
    this(settings, InstantSource.system());
  }

  SampleApp(AppSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "app";
  }

  @Override
  public void start() throws Exception {
    try {
      open();
    } catch (Exception e) {
      // An interrupt that has broken off the start must not break off its end.
      boolean interrupted = Thread.interrupted();
      close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  @Override
  public int port() {
    return opened().port();
  }

  @Override
  public URI uri() {
    return opened().uri();
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public void drain(Duration limit) {
    Listeners open = listeners;
    if (open == null) {
      return; // never started: nothing is in flight
    }
    switch (new Drain(readiness, open).within(limit)) {
      case Drain.Outcome.Finished() -> {}
      case Drain.Outcome.CutOff(int connections) ->
          log.warn("{} connections were still busy after {}", connections, limit);
    }
  }

  /// The port of the admin listener.
  public int adminPort() {
    AdminServer open = admin;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    return open.port();
  }

  @Override
  public void close() {
    parts.close();
  }

  private void open() throws Exception {
    AccessLog accessLog = parts.add(AccessLog.open(settings.accessLog()));
    GalleryDatabase database = parts.add(GalleryDatabase.open(settings.database()));
    FragmentCaching fragments = FragmentCaching.open(settings.memcached(), clock, parts);
    WorkerPool workers = parts.add(new WorkerPool(settings.workers(), settings.queue()));
    Metrics metrics = new Metrics(name());
    AppMetrics appMetrics = new AppMetrics(metrics, workers, fragments.counters());
    readiness.check("memcached", fragments::condition);
    admin = parts.add(new AdminServer(settings.admin(), readiness, metrics));
    admin
        .page("/workers", workers::occupancy)
        .page("/fragments", fragments::page)
        .post("/logs/reopen", _ -> reopened(accessLog))
        .start();
    Handler pages =
        new PageTree(settings, clock, parts).handler(database, fragments.cache(), workers);
    listen(pages, accessLog, appMetrics);
  }

  private static Map<String, String> reopened(AccessLog accessLog) {
    accessLog.reopen();
    return Map.of("status", "reopened");
  }

  /// Last, when everything behind it is there.
  private void listen(Handler pages, AccessLog accessLog, AppMetrics appMetrics)
      throws IOException {
    Handler recorded =
        new RequestRecording(
            new HealthHandler(pages, readiness::ready),
            name(),
            clock,
            ended -> {
              accessLog.log(ended);
              appMetrics.requestEnded(ended);
            });
    Listeners opening = parts.add(new Listeners(settings.listen(), recorded));
    opening.start();
    listeners = opening;
  }

  private Listeners opened() {
    Listeners open = listeners;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    return open;
  }
}
