package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.lookup.SiblingAnswers;
import dev.weir.cache.lookup.VariantPromises;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.cache.store.segment.Disk;
import dev.weir.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What siblings are told of responses that are on disk only, without reading them.
class DiskSiblingAnswersTest {

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(NOW);

  private SiblingAnswers answers(ResponseStore store) {
    return new SiblingAnswers(store, () -> CachePolicy.DEFAULT, new VariantPromises(), clock);
  }

  @Test
  void whileLoadingNobodyShouldComeForWhatIsNotKnown() throws Exception {
    try (ResponseStore store =
        new ResponseStore(
            new StoreLimits(1 << 20, 1 << 20, 16),
            List.of(DiskStores.settings(folder, DiskStores.CAPACITY, Disk.LOCAL)),
            RecallJudgement.NONE,
            clock)) {
      assertThat(answers(store).answer(key("/a"))).isEqualTo(Answer.MISS_NOFETCH);
      store.open();
      StoreProbe.load(store);
      assertThat(answers(store).answer(key("/a"))).isEqualTo(Answer.MISS);
    }
  }

  @Test
  void whatIsOnDiskIsAHitWhileItIsFresh() throws Exception {
    try (ResponseStore store = DiskStores.open(folder, 0)) {
      StoreProbe.load(store);
      store.put(StoredResponses.of("/a", 100), NOW);
      StoreProbe.settle(store);

      assertThat(answers(store).answer(key("/a"))).isEqualTo(Answer.HIT);
      clock.advance(Duration.ofSeconds(61));
      assertThat(answers(store).answer(key("/a"))).isEqualTo(Answer.MISS);
    }
  }
}
