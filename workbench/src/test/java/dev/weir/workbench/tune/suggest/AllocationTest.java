package dev.weir.workbench.tune.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.tune.suggest.Allocation.Offer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final List<Offer> CAREFUL =
      List.of(new Offer(0, 0), new Offer(10, 1), new Offer(11, 5));
  private static final List<Offer> BOLD =
      List.of(new Offer(0, 0), new Offer(4, 1), new Offer(30, 5));

  @Test
  void oneBudgetIsSpentWhereItBringsMost() {
    // 6 units: 10 + 30 cost 1 + 5. 11 + 4 would cost 6 as well and bring 15.
    assertThat(Allocation.of(List.of(CAREFUL, BOLD), 6)).containsExactly(1, 2);
  }

  @Test
  void withoutBudgetOnlyWhatIsFree() {
    assertThat(Allocation.of(List.of(CAREFUL, BOLD), 0)).containsExactly(0, 0);
  }

  @Test
  void aSmallBudgetGoesToTheBetterUseOfIt() {
    // 1 unit: 10 hits there or 4 here.
    assertThat(Allocation.of(List.of(CAREFUL, BOLD), 1)).containsExactly(1, 0);
  }

  @Test
  void aBudgetOfMillionsIsCountedInLargerUnits() {
    List<Offer> large = List.of(new Offer(0, 0), new Offer(9, 3_000_000), new Offer(12, 9_000_000));
    assertThat(Allocation.of(List.of(large, large), 12_000_000)).containsExactlyInAnyOrder(1, 2);
  }
}
