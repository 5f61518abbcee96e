package dev.weir.edge.balance.choose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerFirstTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final HealthPolicy POLICY = new HealthPolicy(1, Duration.ofSeconds(10));

  /// Servers by rank: `u3` is up with 3 exchanges, `d` down, `l` down for longest, `t` due for a
  /// trial, `f` full, `x` tried already.
  @ParameterizedTest(name = "{0} with {1} replicas: {2} {3}")
  @CsvSource(
      textBlock =
          """
          u0 u0 u0    , 1 , 0 , OWNER
          u1 u0 u0    , 1 , 0 , OWNER
          u9 u1 u1    , 1 , 1 , SPILLED
          u9 u9 u9    , 1 , 0 , OWNER
          d u0 u0     , 1 , 1 , NEXT_USABLE
          f u0 u0     , 1 , 1 , NEXT_USABLE
          x u0 u0     , 1 , 1 , NEXT_USABLE
          t u0 u0     , 1 , 0 , TRIAL
          u0 t u0     , 1 , 0 , OWNER
          d t u0      , 1 , 1 , TRIAL
          d l d       , 1 , 1 , LEAST_RECENTLY_FAILED
          u5 u2 u0    , 2 , 1 , OWNER
          u2 u5 u9    , 2 , 0 , OWNER
          u19 u19 u0  , 2 , 2 , SPILLED
          d u0 u0     , 2 , 1 , OWNER
          """)
  void urlIsServedByItsOwnerUnlessThatIsNotToBeHad(
      String servers, int replicas, int index, Choice.Why why) {
    List<Server> ranked = new ArrayList<>();
    for (String state : servers.split(" ")) {
      ranked.add(new Server(ranked.size(), state));
    }
    assertThat(OwnerFirst.choose(ranked, replicas, Server::tried, NOW))
        .isEqualTo(new Choice.Chosen(index, why));
  }

  @ParameterizedTest
  @CsvSource({"f f, ALL_FULL", "x x, ALL_TRIED", "'', NO_ADDRESS"})
  void withoutServerTheReasonIsTold(String servers, Choice.WhyNot why) {
    List<Server> ranked = new ArrayList<>();
    for (String state : servers.isEmpty() ? Set.<String>of() : List.of(servers.split(" "))) {
      ranked.add(new Server(ranked.size(), state));
    }
    assertThat(OwnerFirst.choose(ranked, 1, Server::tried, NOW)).isEqualTo(new Choice.None(why));
  }

  private record Server(int index, String state) implements Candidate {

    boolean tried() {
      return state.equals("x");
    }

    @Override
    public Health health() {
      return switch (state.charAt(0)) {
        case 'd' -> Health.GOOD.afterFailure(POLICY, NOW.minusSeconds(1));
        case 'l' -> Health.GOOD.afterFailure(POLICY, NOW.minusSeconds(9));
        case 't' -> Health.GOOD.afterFailure(POLICY, NOW.minusSeconds(11));
        default -> Health.GOOD;
      };
    }

    @Override
    public boolean full() {
      return state.equals("f");
    }

    @Override
    public int inFlight() {
      return state.startsWith("u") ? Integer.parseInt(state.substring(1)) : 0;
    }
  }
}
