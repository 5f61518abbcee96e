package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Policies;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.http.CacheStatus;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `cache_key_ignore_query utm_*` and `cache_key_sort_query on`.
class QueryKeyTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture(config -> NodeFixture.withPolicy(config, policy()));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static CachePolicy policy() {
    return Policies.with(new KeyRules(List.of("utm_*"), KeyRules.Order.SORTED));
  }

  private static Script storable() {
    return Script.ok("one").header("Cache-Control", "max-age=60");
  }

  @ParameterizedTest
  @CsvSource({
    "/?a=1&b=2, true",
    "/?b=2&a=1, true",
    "/?utm_source=x&b=2&a=1&utm_medium=y, true",
    "/?a=1&b=3, false",
    "/, false"
  })
  void queriesThatDifferInWhatDoesNotCountAreOne(String target, boolean hit) throws Exception {
    fixture.origin.always(storable());
    fixture.get("/?b=2&utm_source=mail&a=1");

    RawResponse response = fixture.get(target);

    assertThat(NodeFixture.isHit(response)).isEqualTo(hit);
  }

  @Test
  void originIsAskedAsTheClientDid() throws Exception {
    fixture.origin.always(storable());

    fixture.get("/?b=2&utm_source=mail&a=1");

    assertThat(fixture.origin.take().target()).isEqualTo("/?b=2&utm_source=mail&a=1");
  }

  private static @Nullable String key(RawResponse response) {
    CacheStatus status = NodeFixture.status(response);
    return status == null ? null : status.key();
  }

  // RFC 9211 §2.7
  @Test
  void keyIsToldWhereItIsNotWhatWasAskedFor() throws Exception {
    fixture.origin.always(storable());

    assertThat(key(fixture.get("/?b=2&a=1"))).isEqualTo("http://site.test/?a=1&b=2");
    assertThat(key(fixture.get("/?utm_id=1&a=1&b=2"))).isEqualTo("http://site.test/?a=1&b=2");
    assertThat(key(fixture.get("/?a=1&b=2"))).isNull();
  }

  // RFC 3986 §6.2.2
  @Test
  void percentEncodingsThatMeanTheSameAreOneAndAreSentAsReceived() throws Exception {
    fixture.origin.always(storable());
    fixture.get("/%7euser/%c3%a4?q=%2f");

    assertThat(NodeFixture.isHit(fixture.get("/~user/%C3%A4?q=%2F"))).isTrue();
    assertThat(NodeFixture.isHit(fixture.get("/~user/%C3%A4?q=/"))).isFalse();
    assertThat(fixture.origin.take().target()).isEqualTo("/%7euser/%c3%a4?q=%2f");
  }

  @Test
  void changeUnderAnotherSpellingDropsTheResponse() throws Exception {
    fixture.origin.always(storable());
    fixture.get("/?b=2&a=1");

    fixture.send("DELETE", "/?utm_source=mail&a=1&b=2");

    assertThat(NodeFixture.isHit(fixture.get("/?a=1&b=2"))).isFalse();
  }
}
