package dev.weir.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A real HTTP/1.1 origin on a loopback port whose answers are scripted; records what it received
/// octet by octet. Keeps connections as the client and the scripts ask; never sends a field that no
/// script asked for, except `Date` and framing.
///
/// Which script answers: the first matching route of [#on(String, Function)], else the next one of
/// [#enqueue(Script)], else the one of [#always(Script)], else a 500 that says so.
public final class ScriptedOrigin implements AutoCloseable {

  private static final int WAIT_SECONDS = 20;

  private record Route(String prefix, Function<ReceivedRequest, Script> script) {}

  private final ServerSocket server;
  private final InstantSource clock;
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Script> queue = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<ReceivedRequest> untaken = new LinkedBlockingQueue<>();
  private final BlockingQueue<ReceivedRequest> cut = new LinkedBlockingQueue<>();
  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private volatile @Nullable Script fallback;

  /// On 127.0.0.1, any free port.
  public ScriptedOrigin() throws IOException {
    this(InetAddress.ofLiteral("127.0.0.1"));
  }

  public ScriptedOrigin(InetAddress address) throws IOException {
    this(address, InstantSource.system());
  }

  /// @param clock what the `Date` of answers is taken from
  public ScriptedOrigin(InetAddress address, InstantSource clock) throws IOException {
    this(new ServerSocket(0, 1024, address), clock);
  }

  /// On a listening socket of the caller's making, for a fixed port or a small receive buffer.
  public ScriptedOrigin(ServerSocket server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    Thread.ofVirtual().name("origin-" + port()).start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /// `address:port`.
  public String authority() {
    String host = server.getInetAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port();
  }

  /// Answers one request, after everything enqueued before.
  public void enqueue(Script script) {
    queue.add(script);
  }

  /// Answers every request whose target starts with the prefix; called once the request is
  /// complete.
  public void on(String pathPrefix, Function<ReceivedRequest, Script> script) {
    routes.add(new Route(pathPrefix, script));
  }

  /// Answers every request for which there is nothing else.
  public void always(Script script) {
    fallback = script;
  }

  /// The next complete request that was not taken yet; waits up to 20 s.
  public ReceivedRequest take() throws InterruptedException {
    return poll(untaken, "complete request");
  }

  /// The next request whose content broke off; waits up to 20 s. Content as far as it came.
  public ReceivedRequest takeCut() throws InterruptedException {
    return poll(cut, "cut request");
  }

  private ReceivedRequest poll(BlockingQueue<ReceivedRequest> from, String what)
      throws InterruptedException {
    ReceivedRequest request = from.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError(
          ("no %s reached the origin within %d s; complete requests so far: %s; cut ones not taken:"
                  + " %s; connections: %d; faults: %s")
              .formatted(what, WAIT_SECONDS, received, cut, connections(), faults));
    }
    return request;
  }

  /// Every complete request so far, in the order they became complete.
  public List<ReceivedRequest> received() {
    return List.copyOf(received);
  }

  /// How many requests have begun so far: their heads are there, whatever becomes of their content.
  public int begun() {
    return begun.get();
  }

  /// How many connections were accepted so far.
  public int connections() {
    return connections.get();
  }

  /// How many of them are not over yet.
  public int openConnections() {
    return open.size();
  }

  /// How many octets the scripts have written so far, on all connections.
  public long writtenOctets() {
    return written.get();
  }

  /// What was wrong with what clients sent (bare LF, bad chunks, …), one sentence each.
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /// Breaks every connection off, now, and goes on listening.
  public void dropConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  /// From now on nothing is answered, not even on a connection that is just being accepted.
  @Override
  public void close() throws IOException {
    server.close();
    dropConnections();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        if (server.isClosed()) {
          // Accepted while close() went through the open ones.
          open.remove(socket);
          socket.close();
          return;
        }
        int ordinal = connections.incrementAndGet();
        Thread.ofVirtual()
            .name("origin-" + port() + "-" + ordinal)
            .start(() -> serve(socket, ordinal));
      } catch (IOException closed) {
        if (!server.isClosed()) {
          faulty(0, closed);
        }
      }
    }
  }

  private void serve(Socket socket, int ordinal) {
    try {
      new OriginConnection(socket, ordinal, this, written).serve();
    } catch (IOException broken) {
      faulty(ordinal, broken);
    } finally {
      open.remove(socket);
    }
  }

  Instant now() {
    return clock.instant();
  }

  void begins() {
    begun.incrementAndGet();
  }

  void record(ReceivedRequest request) {
    received.add(request);
    untaken.add(request);
  }

  void recordCut(ReceivedRequest request) {
    cut.add(request);
  }

  void faulty(int ordinal, Exception fault) {
    faults.add("connection " + ordinal + ": " + fault.getMessage());
  }

  /// The script that wants to talk before the request's content is read, if it is its turn.
  @Nullable Script earlyScript(ReceivedRequest head) {
    if (route(head) != null) {
      return null;
    }
    Script next = queue.peek();
    if (next == null) {
      Script last = fallback;
      return last != null && last.isEarly() ? last : null;
    }
    return next.isEarly() ? queue.poll() : null;
  }

  Script scriptFor(ReceivedRequest request) {
    Route route = route(request);
    if (route != null) {
      return route.script().apply(request);
    }
    Script next = queue.poll();
    if (next != null) {
      return next;
    }
    Script last = fallback;
    return last != null
        ? last
        : Script.ok("no script for " + request.method() + " " + request.target()).status(500);
  }

  private @Nullable Route route(ReceivedRequest request) {
    for (Route route : routes) {
      if (request.target().startsWith(route.prefix())) {
        return route;
      }
    }
    return null;
  }
}
