package dev.weir.cache.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Policies;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.StoreLimits;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import dev.weir.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long before its end a response is no HIT any more: half a minute at Squid, which so never
/// shares what lives shorter; a fifth of its lifetime here.
class LookAheadTest {

  private static final CacheKey KEY = new CacheKey("http://www.lab.test/x");

  private final ManualClock clock = new ManualClock();

  @ParameterizedTest
  @CsvSource({
    "SQUID, 25, 0, MISS",
    "SQUID, 60, 29, HIT",
    "SQUID, 60, 30, MISS",
    "RFC9111, 25, 0, HIT",
    "RFC9111, 25, 19, HIT",
    "RFC9111, 25, 20, MISS",
    "RFC9111, 600, 569, HIT",
    "RFC9111, 600, 570, MISS"
  })
  void siblingIsPromisedWhatWillStillBeFresh(
      FreshnessMode mode, int lifetime, int age, Answer answer) {
    CachePolicy policy = Policies.in(mode);
    try (var store = new ResponseStore(new StoreLimits(1 << 20, 1 << 20, 16))) {
      store.put(response(policy, lifetime), clock.instant());
      clock.advance(Duration.ofSeconds(age));

      assertThat(new SiblingAnswers(store, () -> policy, new VariantPromises(), clock).answer(KEY))
          .isEqualTo(answer);
    }
  }

  private StoredResponse response(CachePolicy policy, int lifetime) {
    Instant now = clock.instant();
    Fields fields =
        Fields.of(
            new FieldLine("Date", HttpDate.format(now)),
            new FieldLine("Cache-Control", "max-age=" + lifetime));
    return new StoredResponse(
        KEY,
        200,
        null,
        fields,
        StoredContent.EMPTY,
        StoredFacts.of(200, fields, now, now, policy.interpretation()),
        SelectingFields.NONE,
        "rule");
  }
}
