package dev.weir.edge.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private final ManualClock clock = new ManualClock();
  private final RetryBudget budget = new RetryBudget(clock);

  // Fault matrix, "both sides of the retry budget": retries ≤ 20 % of requests.
  @Test
  void retriesStayBelowAFifthOfTheRequests() {
    request(400);
    assertThat(takeAll()).isEqualTo(80);
  }

  @Test
  void quietGroupMayRetryAFewTimes() {
    request(1);
    assertThat(takeAll()).isEqualTo(10);
  }

  @Test
  void busyTimesCountUntilTheSpanAfterThemIsOver() {
    request(400);
    clock.advance(Duration.ofSeconds(11));
    request(1);
    assertThat(takeAll()).isEqualTo(80);
    clock.advance(Duration.ofSeconds(11));
    request(1);
    // The 80 retries of the span before exceed what 2 requests allow.
    assertThat(budget.take()).isFalse();
    clock.advance(Duration.ofSeconds(25));
    request(1);
    assertThat(takeAll()).isEqualTo(10);
  }

  private void request(int count) {
    for (int i = 0; i < count; i++) {
      budget.requested(clock.instant());
    }
  }

  private int takeAll() {
    int taken = 0;
    while (budget.take()) {
      taken++;
    }
    return taken;
  }
}
