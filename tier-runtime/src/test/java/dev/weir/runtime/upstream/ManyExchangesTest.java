package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many exchanges at once, with everything that can happen to them: each ends exactly once, and
/// nothing stays behind.
final class ManyExchangesTest {

  private static final int SENDERS = 16;
  private static final int EXCHANGES_EACH = 60;
  private static final String TEXT = "0123456789".repeat(5_000);

  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
    upstream.origin.on("/whole", _ -> Script.ok(TEXT));
    upstream.origin.on("/chunked", _ -> Script.ok(TEXT).chunked(3_000).trailer("X", "y"));
    upstream.origin.on("/cut", _ -> Script.ok(TEXT).cutAfter(20_000));
    upstream.origin.on("/reset", _ -> Script.ok(TEXT).resetAfter(20_000));
    upstream.origin.on("/garbage", _ -> Script.raw("garbage\r\n\r\n"));
    upstream.origin.on("/nothing", _ -> Script.raw(""));
    upstream.origin.on("/interim", _ -> Script.ok(TEXT).informational(103, "Link: </a>"));
  }

  @AfterEach
  void stop() throws Exception {
    upstream.close();
  }

  @Test
  void eachEndsOnceAndNothingStaysBehind() throws Exception {
    List<Future<List<RecordedExchange>>> senders = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < SENDERS; sender++) {
        var random = new Random(sender);
        senders.add(threads.submit(() -> sendMany(random)));
      }
    }
    for (Future<List<RecordedExchange>> sender : senders) {
      assertThat(sender.get()).allSatisfy(each -> assertThat(each.calls()).hasSize(1));
    }
    upstream.untilAllIsIdle();
    assertThat(upstream.client.load().waiting()).isZero();
    assertThat(upstream.origin.faults()).isEmpty();
  }

  private List<RecordedExchange> sendMany(Random random) throws InterruptedException {
    List<RecordedExchange> all = new ArrayList<>();
    for (int i = 0; i < EXCHANGES_EACH; i++) {
      all.add(sendOne(random));
    }
    return all;
  }

  private RecordedExchange sendOne(Random random) throws InterruptedException {
    String[] targets = {"/whole", "/chunked", "/cut", "/reset", "/garbage", "/nothing", "/interim"};
    String target = targets[random.nextInt(targets.length)];
    UpstreamRequest request =
        random.nextBoolean()
            ? upstream.request("GET", target, null)
            : upstream.request(
                "POST", target, new ByteBufferContentSource(ByteBuffer.allocate(30_000)));
    RecordedExchange exchange =
        upstream.send(random.nextBoolean() ? UpstreamFixture.keptAlive(request) : request);
    switch (random.nextInt(4)) {
      case 0 -> exchange.abort(new IOException("at once"));
      case 1 -> {
        exchange.outcome();
        exchange.abort(new IOException("after the head"));
      }
      default -> {
        // left to itself
      }
    }
    if (exchange.outcome() != null) {
      exchange.ending();
    }
    return exchange;
  }
}
