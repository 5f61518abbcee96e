package dev.weir.runtime.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/// Server-sent events with the state of things, once in every period, to a few listeners at a time.
final class EventStream implements AutoCloseable {

  /// Dashboards left open in forgotten tabs must not add up.
  private static final int MOST_LISTENERS = 32;

  /// Made for the first listener only: it takes a thirtieth of a second of a tier's start.
  private static final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
  }

  private final Duration every;
  private final Supplier<?> facts;
  private final AtomicInteger listeners = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  EventStream(Duration every, Supplier<?> facts) {
    this.every = every;
    this.facts = facts;
  }

  /// Whether another listener is welcome.
  boolean isOpen() {
    return closed.getCount() > 0 && listeners.get() < MOST_LISTENERS;
  }

  /// Sends events until the client goes or the listener closes; blocks.
  void send(Response response, Callback callback) {
    listeners.incrementAndGet();
    try {
      response.setStatus(200);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      do {
        byte[] event = Json.MAPPER.writeValueAsBytes(facts.get());
        ByteBuffer framed = ByteBuffer.allocate(event.length + 16);
        framed.put("data: ".getBytes(StandardCharsets.US_ASCII)).put(event);
        framed.put("\n\n".getBytes(StandardCharsets.US_ASCII)).flip();
        Content.Sink.write(response, false, framed);
      } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
      response.write(true, null, callback);
    } catch (IOException e) {
      callback.failed(e); // the client has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.failed(e);
    } finally {
      listeners.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
