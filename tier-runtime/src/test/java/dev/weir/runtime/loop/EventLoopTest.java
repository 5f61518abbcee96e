package dev.weir.runtime.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  private final QueuedThreadPool threads = new QueuedThreadPool(4);
  private final ScheduledExecutorScheduler timer = new ScheduledExecutorScheduler();
  private final LoopsAlone loops = new LoopsAlone(threads, timer, 1);

  @BeforeEach
  void start() {
    LifeCycle.start(threads);
    LifeCycle.start(timer);
    LifeCycle.start(loops);
  }

  @AfterEach
  void stop() {
    LifeCycle.stop(loops);
    LifeCycle.stop(timer);
    LifeCycle.stop(threads);
  }

  @Test
  void aThreadThatDoesNotRunTheLoopIsRefused() {
    assertThat(loops.loops().next().runAfterwards(() -> {})).isFalse();
  }

  @Test
  void aLoopsThreadRunsItAfterWhatItDoes() throws Exception {
    List<String> order = new ArrayList<>();
    var thread = new CompletableFuture<Thread>();
    var ran = new CompletableFuture<Thread>();
    EventLoop loop = loops.loops().next();
    loop.submit(_ -> {
      thread.complete(Thread.currentThread());
      boolean taken =
          loop.runAfterwards(() -> {
            order.add("afterwards");
            ran.complete(Thread.currentThread());
          });
      order.add(taken ? "taken" : "refused");
    });
    assertThat(ran.get(20, SECONDS)).isSameAs(thread.get(20, SECONDS));
    assertThat(order).containsExactly("taken", "afterwards");
  }
}
