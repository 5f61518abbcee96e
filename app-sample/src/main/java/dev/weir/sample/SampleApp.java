package dev.weir.sample;

import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.listen.Listeners;
import dev.weir.sample.fragments.FragmentCache;
import dev.weir.sample.fragments.FragmentCounters;
import dev.weir.sample.fragments.FragmentLifetime;
import dev.weir.sample.fragments.FragmentStore;
import dev.weir.sample.fragments.MemcachedStore;
import dev.weir.sample.fragments.NoFragmentStore;
import dev.weir.sample.gallery.GalleryDatabase;
import dev.weir.sample.pages.GalleryRoutes;
import dev.weir.sample.pages.Layout;
import dev.weir.sample.provision.MemcachedService;
import dev.weir.sample.session.Sessions;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.HealthHandler;
import dev.weir.sample.web.PagesHandler;
import dev.weir.sample.work.WorkerPool;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/// The sample application, put together: database, memcached, workers, pages, listeners.
public final class SampleApp implements Tier {

  private static final int SESSION_KEY_BYTES = 32;

  private final AppSettings settings;
  private final InstantSource clock;
  private final Readiness readiness = new Readiness();
  private final OpenParts parts = new OpenParts();
  private @Nullable Listeners listeners;

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
      close();
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
    readiness.refuse("stopping");
    try {
      opened().shutdown().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // What is left is cut off by close().
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    parts.close();
  }

  private void open() throws Exception {
    GalleryDatabase database = parts.add(GalleryDatabase.open(settings.database()));
    MemcachedService memcached =
        parts.add(MemcachedService.open(settings.memcached(), System.getenv("PATH"), clock));
    FragmentStore store = parts.add(store(memcached));
    FragmentCounters counters = new FragmentCounters();
    FragmentCache fragments =
        new FragmentCache(store, FragmentLifetime.USUAL, clock, new Random(), counters);
    WorkerPool workers = parts.add(new WorkerPool(settings.workers(), settings.queue()));
    readiness.check("memcached", () -> memcachedCondition(store));
    Handler pages = pages(database, fragments, workers);
    Listeners opening =
        parts.add(
            new Listeners(settings.listen(), new HealthHandler(pages, readiness::ready)));
    opening.start();
    listeners = opening;
  }

  private FragmentStore store(MemcachedService memcached) throws IOException {
    return memcached.servers().isEmpty()
        ? new NoFragmentStore()
        : new MemcachedStore(
            memcached.servers(),
            settings.memcached().operationTimeout(),
            settings.memcached().keyPrefix(),
            clock);
  }

  private Handler pages(GalleryDatabase database, FragmentCache fragments, WorkerPool workers) {
    Layout layout = new Layout(settings.staticPrefix());
    ErrorPages errors = new ErrorPages(layout::page);
    GalleryRoutes routes =
        parts.add(
            new GalleryRoutes(
                database.source(),
                fragments,
                new Sessions(sessionKey(), clock),
                layout,
                errors,
                clock));
    return new PagesHandler(workers, routes.routes(), errors);
  }

  private byte[] sessionKey() {
    String configured = settings.sessionKey();
    if (configured != null) {
      return configured.getBytes(StandardCharsets.UTF_8);
    }
    byte[] key = new byte[SESSION_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private static Condition memcachedCondition(FragmentStore store) {
    return store.available()
        ? Condition.UP
        : Condition.degraded("memcached does not answer, every page is rendered");
  }

  private Listeners opened() {
    Listeners open = listeners;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    return open;
  }
}
