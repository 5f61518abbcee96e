package dev.weir.sample.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.sample.work.WorkerPool.Admission;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// As many at once as there are workers, as many waiting as the queue takes, the others refused.
class WorkerPoolTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final WorkerPool pool = new WorkerPool(2, 3);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    pool.close();
  }

  @Test
  void workBeyondWorkersWaitsAndWorkBeyondTheQueueIsRefused() {
    for (int i = 0; i < 5; i++) {
      assertThat(pool.offer(this::waitAtGate)).isEqualTo(Admission.TAKEN);
    }
    await().atMost(LIMIT).until(() -> pool.occupancy().busy() == 2);

    assertThat(pool.offer(this::waitAtGate)).isEqualTo(Admission.REFUSED);
    assertThat(pool.occupancy()).isEqualTo(new Occupancy(2, 2, 2, 3, 3, 0, 1));
  }

  @Test
  void everythingTakenIsDoneInTheEnd() {
    for (int i = 0; i < 5; i++) {
      pool.offer(this::waitAtGate);
    }
    await().atMost(LIMIT).until(() -> pool.occupancy().busy() == 2);
    gate.countDown();

    await().atMost(LIMIT).until(() -> pool.occupancy().served() == 5);
    await().atMost(LIMIT).until(() -> pool.occupancy().busy() == 0);
    assertThat(pool.occupancy()).isEqualTo(new Occupancy(2, 0, 2, 3, 0, 5, 0));
  }

  @Test
  void aWorkerOutlivesWorkThatFails() {
    pool.offer(() -> {
      throw new IllegalStateException("meant to fail");
    });
    pool.offer(gate::countDown);

    await().atMost(LIMIT).until(() -> gate.getCount() == 0);
    await().atMost(LIMIT).until(() -> pool.occupancy().served() == 2);
  }

  private void waitAtGate() {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
