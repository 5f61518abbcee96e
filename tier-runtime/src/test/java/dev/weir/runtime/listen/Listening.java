package dev.weir.runtime.listen;

import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.ListenAddress;
import dev.weir.testing.RawHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// A started listener on a loopback port whose handler never blocks: `/…` answers with method,
/// target and protocol, `/echo` with the request's content, `/later` when the test says so.
final class Listening implements AutoCloseable {

  final Listeners listeners;
  final LinkedBlockingQueue<String> handled = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<Callback> waiting = new LinkedBlockingQueue<>();
  final AtomicReference<Throwable> bodyFailure = new AtomicReference<>();

  Listening() throws IOException {
    this(settings(Duration.ofSeconds(20), Duration.ofSeconds(20)));
  }

  Listening(ListenSettings settings) throws IOException {
    listeners = new Listeners(List.of(settings), new Answers());
    listeners.start();
  }

  static ListenSettings settings(Duration idleTimeout, Duration headTimeout) {
    return new ListenSettings(
        ListenAddress.parse("127.0.0.1:0"),
        null,
        true,
        idleTimeout,
        headTimeout,
        ByteSize.ofKib(16),
        ByteSize.ofKib(8),
        100,
        "DEFAULT",
        128);
  }

  RawHttpClient client() throws IOException {
    return new RawHttpClient(listeners.port());
  }

  @Override
  public void close() {
    listeners.close();
  }

  private final class Answers extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String target = request.getHttpURI().getPathQuery();
      handled.add(request.getMethod() + " " + target);
      switch (request.getHttpURI().getPath()) {
        case "/later" -> waiting.add(Callback.from(() -> answer(request, response, callback)));
        case "/echo" -> echo(request, response, callback);
        case "/broken" -> throw new IllegalStateException("secret of the house");
        default -> answer(request, response, callback);
      }
      return true;
    }

    private void answer(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
      String text =
          request.getMethod()
              + " "
              + request.getHttpURI().getPathQuery()
              + " "
              + request.getConnectionMetaData().getProtocol()
              + " host="
              + request.getHeaders().get(HttpHeader.HOST);
      Content.Sink.write(response, true, text, callback);
    }

    private void echo(Request request, Response response, Callback callback) {
      Content.Source.asByteBuffer(
          request,
          new org.eclipse.jetty.util.Promise.Invocable.NonBlocking<>() {
            @Override
            public void succeeded(java.nio.ByteBuffer content) {
              String text = BufferUtil.toString(content, StandardCharsets.UTF_8);
              Content.Sink.write(response, true, text, callback);
            }

            @Override
            public void failed(Throwable failure) {
              bodyFailure.set(failure);
              Response.writeError(request, response, callback, failure);
            }
          });
    }
  }
}
