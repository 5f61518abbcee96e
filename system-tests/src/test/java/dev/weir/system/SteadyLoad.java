package dev.weir.system;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Clients that send a GET every so often, come what may, and count what they get. Half of them
/// keep their connection, half open one for each request. Nothing is tried twice.
final class SteadyLoad {

  private static final int CLIENTS = 8;
  private static final Duration PERIOD = Duration.ofMillis(25);
  private static final int MOST_TROUBLES = 20;

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CLIENTS);
  private final List<Client> clients = new ArrayList<>();
  private final List<Future<?>> asking = new ArrayList<>();
  private final Map<String, Phase> phases = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
  private final InetSocketAddress server;
  private final Supplier<String> paths;
  private volatile Phase phase;

  /// What was seen in a phase.
  static final class Phase {
    private final String name;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final Set<String> nodes = ConcurrentHashMap.newKeySet();

    Phase(String name) {
      this.name = name;
    }

    int requests() {
      return requests.get();
    }

    int failed() {
      return failed.get();
    }

    Duration slowest() {
      return Duration.ofNanos(slowestNanos.get());
    }

    /// Names in the Via of its answers.
    Set<String> nodes() {
      return nodes;
    }
  }

  /// @param paths what to ask for next; the answer's content must begin with it
  SteadyLoad(InetSocketAddress server, String firstPhase, Supplier<String> paths) {
    this.server = server;
    this.paths = paths;
    this.phase = phases.computeIfAbsent(firstPhase, Phase::new);
    for (int i = 0; i < CLIENTS; i++) {
      Client client = new Client(i % 2 == 0);
      clients.add(client);
      long offset = PERIOD.toNanos() * i / CLIENTS;
      asking.add(
          threads.scheduleAtFixedRate(client::ask, offset, PERIOD.toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  /// Requests sent from now on count for this phase.
  Phase begin(String name) {
    Phase next = phases.computeIfAbsent(name, Phase::new);
    phase = next;
    return next;
  }

  Phase phase(String name) {
    return phases.getOrDefault(name, new Phase(name));
  }

  /// What went wrong, the first of it in words.
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  /// Sends nothing more, and waits for what is under way.
  void end() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(Child.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("a client waits for longer than " + Child.LIMIT);
    }
    clients.forEach(Client::hangUp);
    if (asking.stream().anyMatch(each -> each.state() == Future.State.FAILED)) {
      throw new AssertionError("a client has given up");
    }
  }

  private final class Client {

    private final boolean keepsConnection;
    private @Nullable RawHttpClient connection;

    Client(boolean keepsConnection) {
      this.keepsConnection = keepsConnection;
    }

    void ask() {
      Phase during = phase;
      String path = paths.get();
      long started = System.nanoTime();
      String trouble = trouble(path, during);
      long took = System.nanoTime() - started;
      during.requests.incrementAndGet();
      during.slowestNanos.accumulateAndGet(took, Math::max);
      if (trouble != null) {
        during.failed.incrementAndGet();
        if (troubles.size() < MOST_TROUBLES) {
          troubles.add("%s: %s: %s".formatted(during.name, path, trouble));
        }
      }
    }

    private @Nullable String trouble(String path, Phase during) {
      try {
        RawResponse answer = get(path);
        answer.fields().lines("Via").forEach(via -> during.nodes.addAll(names(via)));
        boolean right = answer.status() == 200 && answer.complete();
        return right && answer.text().startsWith(path + " ") ? null : answer + " " + answer.text();
      } catch (IOException | AssertionError e) {
        hangUp();
        return e.toString();
      }
    }

    private RawResponse get(String path) throws IOException {
      RawHttpClient open = connection == null ? new RawHttpClient(server) : connection;
      connection = open;
      String close = keepsConnection ? "X-Client: keeps" : "Connection: close";
      RawResponse answer = open.get(path, "Host: site.test", close);
      if (!keepsConnection || "close".equalsIgnoreCase(answer.fields().first("Connection"))) {
        hangUp();
      }
      return answer;
    }

    private void hangUp() {
      RawHttpClient open = connection;
      connection = null;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          troubles.add("closing: " + e);
        }
      }
    }
  }

  private static List<String> names(String via) {
    return List.of(via.replaceAll("\\d\\.\\d ", "").split(", *"));
  }
}
