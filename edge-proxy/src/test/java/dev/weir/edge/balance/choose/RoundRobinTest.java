package dev.weir.edge.balance.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.balance.choose.Choice.Chosen;
import dev.weir.edge.balance.choose.Choice.None;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundRobinTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final HealthPolicy POLICY = new HealthPolicy(1, Duration.ofSeconds(10));

  /// u up, d down (failed now), D down (failed 5 s ago), t trial due (failed 20 s ago), f full, x
  /// tried already.
  @ParameterizedTest(name = "{0}: {1} on turn {2} is {3}")
  @CsvSource(
      textBlock =
          """
          in turn,                          uuu, 0, 0 IN_TURN
          the next one,                     uuu, 1, 1 IN_TURN
          turns wrap around,                uuu, 5, 2 IN_TURN
          turns may overflow,               uuu, -1, 2 IN_TURN
          down is passed over,              udu, 1, 2 NEXT_USABLE
          full is passed over,              ufu, 1, 2 NEXT_USABLE
          tried is passed over,             xuu, 0, 1 NEXT_USABLE
          passed over at the end,           uud, 2, 0 NEXT_USABLE
          a trial is due,                   tuu, 0, 0 TRIAL
          not before its turn,              tuu, 1, 1 IN_TURN
          all down: the longest ago,        dDd, 0, 1 LEAST_RECENTLY_FAILED
          all down: tried ones excepted,    dxd, 1, 2 LEAST_RECENTLY_FAILED
          down rather than nobody,          xd,  0, 1 LEAST_RECENTLY_FAILED
          down rather than full,            fd,  0, 1 LEAST_RECENTLY_FAILED
          a trial before one that is down,  dt,  0, 1 TRIAL
          nobody is configured,             '',  0, NO_ADDRESS
          all are full,                     ff,  0, ALL_FULL
          full and tried,                   xf,  0, ALL_FULL
          all are tried,                    xx,  0, ALL_TRIED
          """)
  void serverIsChosenByTurnHealthAndRoom(String rule, String states, int turn, String expected) {
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < states.length(); i++) {
      servers.add(new Server(i, states.charAt(i)));
    }
    Choice choice = RoundRobin.choose(servers, turn, Server::isTried, NOW);
    assertThat(text(choice)).as(rule).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7"})
  void everyServerGetsItsShare(int count) {
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      servers.add(new Server(i, 'u'));
    }
    Set<String> chosen = new java.util.TreeSet<>();
    for (int turn = 0; turn < count; turn++) {
      chosen.add(text(RoundRobin.choose(servers, turn, Server::isTried, NOW)));
    }
    assertThat(chosen).hasSize(count);
  }

  private static String text(Choice choice) {
    return switch (choice) {
      case Chosen(int index, Choice.Why why) -> index + " " + why;
      case None(Choice.WhyNot why) -> why.toString();
    };
  }

  private record Server(int index, char state) implements Candidate {

    boolean isTried() {
      return state == 'x';
    }

    @Override
    public Health health() {
      return switch (state) {
        case 'd' -> Health.GOOD.afterFailure(POLICY, NOW);
        case 'D' -> Health.GOOD.afterFailure(POLICY, NOW.minusSeconds(5));
        case 't' -> Health.GOOD.afterFailure(POLICY, NOW.minusSeconds(20));
        default -> Health.GOOD;
      };
    }

    @Override
    public boolean full() {
      return state == 'f';
    }
  }
}
