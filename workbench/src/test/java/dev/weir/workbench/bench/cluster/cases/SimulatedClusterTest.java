package dev.weir.workbench.bench.cluster.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clusters promise, held in simulated time: the same events in every run, however busy the
/// machine is. The clients ask for what those of a real site asked for.
class SimulatedClusterTest {

  private static final Path LOG =
      Path.of("..", "docs", "data", "semicomplete-2015-10k.anon.log.gz");

  private static Keys keys = Keys.zipf(1, 1, 1);

  @BeforeAll
  static void read() throws IOException {
    keys = Keys.of(LOG);
  }

  @ParameterizedTest(name = "{0} nodes")
  @ValueSource(ints = {2, 5, 20})
  void siblingKilledCostsNoMissMoreThanATrip(int nodes) {
    Silence killed = Silence.of(nodes, Silence.Kind.KILLED, keys);

    assertThat(killed.added()).isLessThan(20);
    // Port-unreachable is an answer at once.
    assertThat(killed.longestWait()).isLessThan(5);
    assertThat(killed.inVain()).isLessThan(10);
    assertThat(killed.most()).isLessThan(300);
    assertThat(killed.failed()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Silence.Kind.class)
  void siblingThatFallsSilentIsNotWaitedForAndIsAskedAgainWhenItIsBack(Silence.Kind kind) {
    Silence silence = Silence.of(5, kind, keys);

    assertThat(silence.added()).isLessThan(20);
    assertThat(silence.longestWait()).isLessThan(20);
    // Three losses in a row, and what was under way by then.
    assertThat(silence.inVain()).isLessThan(10);
    assertThat(silence.most()).isLessThan(300);
    assertThat(silence.failed()).isZero();
    // Probed twice a second, back after two answers.
    assertThat(silence.askedAgain()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "{0} nodes")
  @CsvSource(
      textBlock =
          """
          2,  2
          5,  8
          10, 18
          20, 38
          50, 98
          """)
  void missTakesTwoMessagesToTheOwnerAndTwoForEachSiblingInAMesh(int nodes, int mesh) {
    Keys some = new Keys(keys.asked().subList(0, 1500), keys.all());

    Chatter chatter = Chatter.of(nodes, some);

    assertThat(chatter.toOwners()).isBetween(1.0, 2.0);
    // A question and an answer for each sibling; request and response where one has it.
    assertThat(chatter.inMesh()).isBetween((double) mesh, mesh + 2.0);
  }

  @Test
  void lossesCostHitsAndNeverAClient() {
    Losses none = Losses.of(0, keys);
    Losses few = Losses.of(0.01, keys);
    Losses some = Losses.of(0.05, keys);
    Losses many = Losses.of(0.2, keys);

    assertThat(few.hits()).isBetween(none.hits() - 0.02, none.hits());
    assertThat(some.hits()).isBetween(none.hits() - 0.05, few.hits());
    assertThat(many.hits()).isBetween(none.hits() - none.siblings() - 0.02, some.hits());
    for (Losses each : new Losses[] {none, few, some, many}) {
      assertThat(each.failed()).isZero();
      assertThat(each.slowWait()).isLessThan(25);
      assertThat(each.most()).isLessThan(300);
    }
  }

  @ParameterizedTest(name = "{0} nodes")
  @ValueSource(ints = {2, 5, 10, 20, 50})
  void nodeThatLeavesTakesOnlyItsPartWithItAndNobodyIsOverrun(int nodes) {
    Leaving leaving = Leaving.of(nodes, keys);

    assertThat(leaving.fetchedAgain()).isLessThanOrEqualTo(1.0 / nodes + 0.01);
    assertThat(leaving.uneven()).isLessThan(1.15);
    assertThat(leaving.hottest()).isLessThanOrEqualTo(1.25);
    assertThat(leaving.failed()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Layout.class)
  void clusterCutInTwoFailsNoRequestAndGrowsTogetherAgain(Layout layout) {
    Healing healing = Healing.of(layout, keys);

    assertThat(healing.requests()).isEqualTo(20_000);
    assertThat(healing.failed()).isZero();
    assertThat(healing.apart()).isZero();
    // An owner is given 250 ms to begin to answer, as long as it is fast otherwise.
    assertThat(healing.slowWait()).isLessThan(300);
  }

  @Test
  void sameKeysGiveTheSameEvents() {
    assertThat(Losses.of(0.05, keys)).isEqualTo(Losses.of(0.05, keys));
    assertThat(Silence.of(2, Silence.Kind.STOPPED, keys))
        .isEqualTo(Silence.of(2, Silence.Kind.STOPPED, keys));
  }
}
