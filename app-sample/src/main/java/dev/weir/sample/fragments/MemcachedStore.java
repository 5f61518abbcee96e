package dev.weir.sample.fragments;

import com.google.code.yanf4j.core.impl.StandardSocketOption;
import dev.weir.http.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.ReconnectRequest;
import org.jspecify.annotations.Nullable;

/// Fragments in memcached servers, asked through one multiplexed connection to each, keys spread by
/// consistent hashing; behind a circuit breaker.
public final class MemcachedStore implements FragmentStore {

  /// The library's 32 and 64 KiB make every value beyond them wait 40 ms for a delayed
  /// acknowledgement.
  private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration HEAL_INTERVAL = Duration.ofMillis(500);

  /// The connection is given up after so many timeouts in a row (the library's default is 1000).
  private static final int TIMEOUTS_BEFORE_RECONNECT = 5;

  private static final int FAILURES_BEFORE_OPEN = 5;
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  /// Memcached itself refuses 1 MiB with its own overhead.
  private static final int MAX_VALUE_BYTES = 1_000_000;

  private static final AtomicLong CLIENTS = new AtomicLong();

  private final MemcachedClient client;
  private final String keyPrefix;
  private final CircuitBreaker breaker;
  private final ScheduledExecutorService healing;

  /// Connects in the background: servers that are down now are used when they come.
  public MemcachedStore(
      List<HostPort> servers, Duration operationTimeout, String keyPrefix, InstantSource clock)
      throws IOException {
    this.client = client(servers, operationTimeout);
    this.keyPrefix = keyPrefix;
    this.breaker = new CircuitBreaker(FAILURES_BEFORE_OPEN, RETRY_AFTER, clock);
    this.healing =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memcached-heal").factory());
    keepHealingSoon();
  }

  @Override
  public Lookup get(FragmentKey key) {
    if (!breaker.admits()) {
      return new Lookup.Unavailable();
    }
    try {
      byte @Nullable [] octets = client.<byte[]>get(key.hashed(keyPrefix));
      breaker.succeeded();
      return octets == null ? new Lookup.Missing() : new Lookup.Found(new Octets(octets));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Lookup.Unavailable();
    } catch (TimeoutException | MemcachedException _) {
      breaker.failed();
      return new Lookup.Unavailable();
    }
  }

  @Override
  public void set(FragmentKey key, Duration lifetime, byte[] octets) {
    if (octets.length > MAX_VALUE_BYTES || !breaker.admits()) {
      return;
    }
    try {
      int seconds = Math.toIntExact(Math.max(1, lifetime.toSeconds()));
      client.set(key.hashed(keyPrefix), seconds, octets);
      breaker.succeeded();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | MemcachedException _) {
      breaker.failed();
    }
  }

  @Override
  public boolean available() {
    return !breaker.isOpen();
  }

  @Override
  public void close() {
    healing.shutdownNow();
    try {
      client.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MemcachedClient client(List<HostPort> servers, Duration operationTimeout)
      throws IOException {
    List<InetSocketAddress> addresses =
        servers.stream()
            .map(server -> new InetSocketAddress(server.host(), server.port()))
            .toList();
    XMemcachedClientBuilder builder = new XMemcachedClientBuilder(addresses);
    builder.setCommandFactory(new TextCommandFactory());
    builder.setSessionLocator(new KetamaMemcachedSessionLocator());
    builder.setTranscoder(new OctetsTranscoder());
    builder.setSocketOption(StandardSocketOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
    builder.setSocketOption(StandardSocketOption.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    builder.setOpTimeout(operationTimeout.toMillis());
    builder.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
    builder.setHealSessionInterval(HEAL_INTERVAL.toMillis());
    // The library registers its beans by this name: two clients of one name would clash.
    builder.setName("weir-fragments-" + CLIENTS.incrementAndGet());
    MemcachedClient client = builder.build();
    client.setTimeoutExceptionThreshold(TIMEOUTS_BEFORE_RECONNECT);
    return client;
  }

  /// The library waits one interval longer after every attempt, without an end: after an outage of
  /// an hour the server would be missed for a minute. With its count of attempts set back it never
  /// waits for more than two.
  private void keepHealingSoon() {
    long period = HEAL_INTERVAL.toMillis();
    var _ =
        healing.scheduleWithFixedDelay(this::forgetAttempts, period, period, TimeUnit.MILLISECONDS);
  }

  private void forgetAttempts() {
    Queue<ReconnectRequest> waiting = client.getReconnectRequestQueue();
    waiting.forEach(request -> request.setTries(0));
  }
}
