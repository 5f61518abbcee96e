package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/// A scripted origin and a client that shares threads and a leak-tracking buffer pool with a Jetty
/// server, as in a tier.
final class UpstreamFixture implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(60);
  static final UpstreamTimeouts PATIENT = new UpstreamTimeouts(LONG, LONG, LONG);

  /// Whatever the machine does meanwhile, a connection that may be used again is there to be used.
  static final UpstreamClientSettings KEEPING = narrow(512, 1024);

  final ScriptedOrigin origin;
  final UpstreamClient client;
  private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
  private final Server server;

  UpstreamFixture() throws IOException {
    this(KEEPING);
  }

  /// Room for so many connections, and for so many exchanges that wait for one.
  static UpstreamClientSettings narrow(int connections, int waiting) {
    UpstreamClientSettings defaults = UpstreamClientSettings.DEFAULTS;
    return new UpstreamClientSettings(
        connections,
        waiting,
        defaults.responseHeadLimitBytes(),
        defaults.requestHeadLimitBytes(),
        LONG);
  }

  UpstreamFixture(UpstreamClientSettings settings) throws IOException {
    origin = new ScriptedOrigin();
    server =
        new Server(
            new QueuedThreadPool(16), new ScheduledExecutorScheduler("timers", true), buffers);
    client = new UpstreamClient(settings, server);
    LifeCycle.start(server);
  }

  UpstreamAddress address() {
    return UpstreamAddress.parse(origin.authority());
  }

  RecordedExchange get(String target) {
    return send(request("GET", target, null));
  }

  RecordedExchange post(String target, Content.Source content) {
    return send(request("POST", target, content));
  }

  UpstreamRequest request(
      String method, String target, Content.@Nullable Source content, String... fields) {
    var all = HttpFields.build().add("Host", "origin.test");
    for (int i = 0; i < fields.length; i += 2) {
      all.add(fields[i], fields[i + 1]);
    }
    return new UpstreamRequest(address(), method, target, all, content, PATIENT, KeepAlive.OFF);
  }

  static UpstreamRequest keptAlive(UpstreamRequest request) {
    return new UpstreamRequest(
        request.address(),
        request.method(),
        request.target(),
        request.fields(),
        request.content(),
        request.timeouts(),
        KeepAlive.ON);
  }

  static UpstreamRequest within(UpstreamRequest request, UpstreamTimeouts timeouts) {
    return new UpstreamRequest(
        request.address(),
        request.method(),
        request.target(),
        request.fields(),
        request.content(),
        timeouts,
        request.keepAlive());
  }

  static UpstreamRequest to(UpstreamAddress address, UpstreamRequest request) {
    return new UpstreamRequest(
        address,
        request.method(),
        request.target(),
        request.fields(),
        request.content(),
        request.timeouts(),
        request.keepAlive());
  }

  RecordedExchange send(UpstreamRequest request) {
    var recorded = new RecordedExchange();
    return recorded.sent(client.send(request, recorded));
  }

  void untilNothingIsOpen() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(origin.openConnections()).isZero());
  }

  /// A connection goes back to its pool a moment after its response has been read.
  void untilAllIsIdle() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.load().idle() == client.load().open());
  }

  /// Also proves that every buffer went back to the pool.
  @Override
  public void close() throws IOException {
    client.close();
    LifeCycle.stop(server);
    origin.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(buffers.getLeaks()).as(buffers.dumpLeaks()).isEmpty());
  }
}
