package dev.weir.sample.pages;

import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// `GET /slow?ms=500`: an answer that takes so long, 10 s at most, and holds its worker meanwhile;
/// it tells its ordinal, so that one can see who was answered by one and the same request.
///
/// Caching: without any explicit freshness, and without validators; `?max-age=10` adds
/// `Cache-Control: max-age=10`, to watch many clients wait for one request (collapsed forwarding).
final class SlowPage implements Page, AutoCloseable {

  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final String NUMBER = "[0-9]{1,6}";

  private final InstantSource clock;
  private final AtomicLong answers = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  SlowPage(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public PageResponse answer(PageRequest request) {
    String maxAge = request.query().value("max-age");
    long ordinal = answers.incrementAndGet();
    Duration wait = wait(request.query().value("ms"));
    waitFor(wait);
    String text =
        "answer %d after %d ms at %s%n".formatted(ordinal, wait.toMillis(), clock.instant());
    PageResponse response = PageResponse.text(200, text);
    return maxAge.matches(NUMBER)
        ? response.with("Cache-Control", "max-age=" + Integer.parseInt(maxAge))
        : response;
  }

  /// Lets everybody who waits go on.
  @Override
  public void close() {
    closed.countDown();
  }

  static Duration wait(String text) {
    if (!text.matches(NUMBER)) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofMillis(Long.parseLong(text));
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private void waitFor(Duration wait) {
    try {
      boolean _ = closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
