package dev.weir.runtime.lifecycle;

import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A tier that is nothing but the runtime: `/wait` answers when the test opens the gate, anything
/// else at once.
final class StubTier implements Tier {

  final CountDownLatch waiting = new CountDownLatch(1);
  final CountDownLatch gate = new CountDownLatch(1);
  private final Readiness readiness = new Readiness();
  private final Listeners listeners;

  StubTier() throws IOException {
    listeners = new Listeners(List.of(ListenSettings.on("127.0.0.1:0")), new Waiting());
  }

  private final class Waiting extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (request.getHttpURI().getPath().equals("/wait")) {
        waiting.countDown();
        System.out.println("waiting");
        gate.await();
      }
      Content.Sink.write(response, true, "done", callback);
      return true;
    }
  }

  @Override
  public String name() {
    return "stub";
  }

  @Override
  public void start() throws Exception {
    listeners.start();
  }

  @Override
  public int port() {
    return listeners.port();
  }

  @Override
  public URI uri() {
    return listeners.uri();
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  Drain.Outcome drained(Duration limit) {
    return new Drain(readiness, listeners).within(limit);
  }

  @Override
  public void drain(Duration limit) {
    System.out.println("drain: " + drained(limit));
  }

  @Override
  public void close() {
    listeners.close();
    System.out.println("closed");
  }

  /// A program around the tier, for signals to be sent to.
  static void main() throws Exception {
    StubTier tier = new StubTier();
    RunUntilSignal run = new RunUntilSignal(tier).onHangUp(() -> System.out.println("reloaded"));
    tier.start();
    System.out.println("port " + tier.port());
    run.await();
    System.out.println("end");
  }
}
