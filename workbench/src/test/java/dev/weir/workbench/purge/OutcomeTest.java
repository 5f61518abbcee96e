package dev.weir.workbench.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.purge.PurgeClient;
import org.junit.jupiter.api.Test;

/// What a node's answer to a purge comes to.
class OutcomeTest {

  @Test
  void purgeThatIsNotOnDiskIsAFinding() {
    assertThat(Outcome.of(answer("\"durable\":false,")))
        .isEqualTo(
            new Outcome.Pending(
                "removed 2 responses of 1 URL; no siblings to tell;"
                    + " not on its disk yet, a crash may bring it back"));
  }

  @Test
  void nodeThatDoesNotSayIsBelieved() {
    assertThat(Outcome.of(answer(""))).isInstanceOf(Outcome.Done.class);
  }

  private static PurgeClient.Answer answer(String more) {
    return new PurgeClient.Answer(
        200,
        "{\"mode\":\"hard\",\"uris\":1,\"responses\":2,\"partial\":0," + more + "\"siblings\":{}}");
  }
}
