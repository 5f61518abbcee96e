package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.settings.ListenAddress;
import dev.weir.testing.RawHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;

class ListenersTest {

  /// Says on which thread it ran; blocks if asked to, which only a blocking handler may.
  private static final class Threads extends Handler.Abstract {

    private final LinkedBlockingQueue<Thread> seen = new LinkedBlockingQueue<>();

    Threads(InvocationType type) {
      super(type);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      seen.add(Thread.currentThread());
      callback.succeeded();
      return true;
    }
  }

  /// Says on which threads the connections open and close that come after the first request.
  private static final class Openings extends Handler.Abstract.NonBlocking
      implements Connection.Listener {

    private final LinkedBlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
    private boolean listening;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      if (!listening) {
        listening = true;
        request.getConnectionMetaData().getConnector().addEventListener(this);
      } else {
        seen.add(Thread.currentThread());
      }
      callback.succeeded();
      return true;
    }

    @Override
    public void onOpened(Connection connection) {
      seen.add(Thread.currentThread());
    }

    @Override
    public void onClosed(Connection connection) {
      seen.add(Thread.currentThread());
    }

    Thread next() throws InterruptedException {
      Thread thread = seen.poll(20, TimeUnit.SECONDS);
      assertThat(thread).isNotNull();
      return thread;
    }
  }

  @Test
  void whereHandlersNeverBlockAConnectionOpensAndClosesOnItsSelectorsThread() throws Exception {
    Openings handler = new Openings();
    try (Listeners listeners = new Listeners(List.of(ListenSettings.on("127.0.0.1:0")), handler)) {
      listeners.start();
      try (RawHttpClient first = new RawHttpClient(listeners.port())) {
        assertThat(first.get("/").status()).isEqualTo(200);
        Thread opened;
        try (RawHttpClient second = new RawHttpClient(listeners.port())) {
          assertThat(second.get("/").status()).isEqualTo(200);
          opened = handler.next();
          assertThat(handler.next()).isSameAs(opened);
        }
        assertThat(handler.next()).isSameAs(opened);
      }
    }
  }

  private static Thread servedBy(InvocationType type) throws Exception {
    Threads handler = new Threads(type);
    try (Listeners listeners = new Listeners(List.of(ListenSettings.on("127.0.0.1:0")), handler)) {
      listeners.start();
      try (RawHttpClient client = new RawHttpClient(listeners.port())) {
        assertThat(client.get("/").status()).isEqualTo(200);
      }
    }
    Thread thread = handler.seen.poll(20, TimeUnit.SECONDS);
    assertThat(thread).isNotNull();
    return thread;
  }

  @Test
  void handlersThatBlockRunOnVirtualThreads() throws Exception {
    assertThat(servedBy(InvocationType.BLOCKING).isVirtual()).isTrue();
    assertThat(servedBy(InvocationType.NON_BLOCKING).isVirtual()).isFalse();
  }

  // 96 KiB of heap each, otherwise: 4,096 clients would take 400 MB.
  @Test
  void connectionsRememberNoFields() throws Exception {
    try (Listeners listeners =
        new Listeners(
            List.of(ListenSettings.on("127.0.0.1:0")), new Threads(InvocationType.NON_BLOCKING))) {
      List<Integer> remembered = new ArrayList<>();
      for (Connector connector : listeners.server().getConnectors()) {
        for (ConnectionFactory factory : connector.getConnectionFactories()) {
          if (factory instanceof HttpConfiguration.ConnectionFactory configured) {
            remembered.add(configured.getHttpConfiguration().getHeaderCacheSize());
          }
        }
      }
      assertThat(remembered).isNotEmpty().containsOnly(0);
    }
  }

  // Or HTTP/2 would make and zero one for every response.
  @Test
  void buffersAsLargeAsAnyHeadAreUsedAgain() throws Exception {
    try (Listeners listeners =
        new Listeners(
            List.of(ListenSettings.on("127.0.0.1:0")), new Threads(InvocationType.NON_BLOCKING))) {
      ByteBufferPool pool = listeners.server().getByteBufferPool();
      RetainableByteBuffer first =
          pool.acquire(ConnectorAssembly.LARGEST_RESPONSE_HEAD_BYTES, true);
      ByteBuffer octets = first.getByteBuffer();
      first.release();

      RetainableByteBuffer second =
          pool.acquire(ConnectorAssembly.LARGEST_RESPONSE_HEAD_BYTES, true);

      assertThat(second.getByteBuffer()).isSameAs(octets);
      second.release();
    }
  }

  @Test
  void manyAddressesShareOneServer() throws Exception {
    List<ListenSettings> settings =
        new ArrayList<>(Collections.nCopies(12, ListenSettings.on("127.0.0.1:0")));
    Threads handler = new Threads(InvocationType.NON_BLOCKING);
    try (Listeners listeners = new Listeners(settings, handler)) {
      listeners.start();
      assertThat(listeners.bound()).doesNotHaveDuplicates().hasSize(12);
      assertThat(listeners.uri()).hasToString("http://127.0.0.1:" + listeners.port());
      for (var address : listeners.bound()) {
        int port = ((ListenAddress.Tcp) address).port();
        try (RawHttpClient client = new RawHttpClient(port)) {
          assertThat(client.get("/").status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void anAddressInUseIsSaidAndNothingStaysOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Threads handler = new Threads(InvocationType.NON_BLOCKING);
      Listeners listeners =
          new Listeners(
              List.of(ListenSettings.on("127.0.0.1:0"), ListenSettings.on(address)), handler);

      assertThatThrownBy(listeners::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen: ")
          .hasMessageContaining(address)
          .hasMessageEndingWith("Address already in use");
      assertThat(listeners.connections()).isZero();
    }
  }
}
