package dev.weir.workbench.bench.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private final VirtualTime time = new VirtualTime();
  private final List<String> happened = new ArrayList<>();

  @Test
  void whatIsDueHappensInItsTurnAndAtItsTime() {
    Instant begin = time.instant();
    time.after(Duration.ofMillis(20), () -> happened.add("b at " + time.elapsed().toMillis()));
    time.after(Duration.ofMillis(10), () -> happened.add("a at " + time.elapsed().toMillis()));
    time.after(Duration.ofMillis(20), () -> happened.add("c at " + time.elapsed().toMillis()));
    time.after(Duration.ofMillis(31), () -> happened.add("too late"));

    time.pass(Duration.ofMillis(30));

    assertThat(happened).containsExactly("a at 10", "b at 20", "c at 20");
    assertThat(Duration.between(begin, time.instant())).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void whatFollowsInTheSpanHappensInIt() {
    time.after(
        Duration.ofMillis(5), () -> time.after(Duration.ofMillis(5), () -> happened.add("second")));

    time.pass(Duration.ofMillis(10));

    assertThat(happened).containsExactly("second");
  }

  @Test
  void cancelledTimerDoesNothing() {
    VirtualTime.Event timer = time.timer(Duration.ofMillis(5), () -> happened.add("fired"));

    assertThat(timer.cancel()).isTrue();
    assertThat(timer.cancel()).isFalse();
    time.pass(Duration.ofMillis(10));

    assertThat(happened).isEmpty();
  }
}
