package dev.weir.cache.observe.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {

  private static final Instant AT = Instant.parse("2026-11-22T07:00:00.123456789Z");

  private final RecentRequests recent = new RecentRequests();

  private static Trace hit(@Nullable String id, String uri) {
    return new Trace(
        id,
        AT,
        "GET",
        uri,
        200,
        "TCP_MEM_HIT",
        true,
        Reason.NEGATIVE_HIT,
        "images",
        "HIER_NONE/-",
        "node-a; hit; ttl=30",
        null,
        41);
  }

  private static Trace refused(String method) {
    return new Trace(
        "", AT, method, "", 405, "NONE_NONE", false, null, null, "HIER_NONE/-", "", null, 0);
  }

  private static Trace fetched(long upstreamMicros) {
    return new Trace(
        "7f",
        AT,
        "HEAD",
        "http://h/",
        504,
        "TCP_MISS",
        false,
        Reason.URI_MISS,
        "rest",
        "SIBLING_HIT/127.0.0.2",
        "node-a; fwd=uri-miss",
        upstreamMicros,
        Long.MAX_VALUE);
  }

  private List<Trace> all() {
    return recent.newestFirst().toList();
  }

  @Test
  void everythingToldOfARequestIsToldAgain() {
    List<Trace> told =
        List.of(
            hit("a-1", "http://h/bilder/größe/€.png"),
            fetched(0),
            refused("BREW"),
            hit(null, "http://h/"));
    told.forEach(recent::add);
    assertThat(all()).containsExactlyElementsOf(told.reversed());
  }

  @Test
  void theOldestGiveWay() {
    for (int i = 0; i < RecentRequests.KEPT + 2; i++) {
      recent.add(hit("id-" + i, "http://h/" + i));
    }
    assertThat(all())
        .hasSize(RecentRequests.KEPT)
        .startsWith(hit("id-4097", "http://h/4097"), hit("id-4096", "http://h/4096"))
        .endsWith(hit("id-2", "http://h/2"));
  }

  @Test
  void aShortUriTakesThePlaceOfALongOneAndALongOneOfAShort() {
    String longUri = "http://h/" + "x".repeat(8_000);
    for (int turn = 0; turn < 3; turn++) {
      String uri = turn == 1 ? "http://h/s" : longUri;
      for (int i = 0; i < RecentRequests.KEPT; i++) {
        recent.add(hit(null, uri));
      }
      assertThat(all()).hasSize(RecentRequests.KEPT).allMatch(each -> each.uri().equals(uri));
    }
  }

  @Test
  void thoseThatFulfilAConditionAreCounted() {
    recent.add(hit("a", "http://h/1"));
    recent.add(fetched(7));
    recent.add(hit("b", "http://h/2"));
    assertThat(recent.count(Trace::hit)).isEqualTo(2);
    assertThat(recent.newest(Trace::hit)).isEqualTo(hit("b", "http://h/2"));
    assertThat(recent.newest(each -> each.status() == 500)).isNull();
  }

  @Test
  void whatIsLateDoesNotWriteOverWhatIsNewer() {
    Memo memo = new Memo();
    memo.write(RecentRequests.KEPT, hit("new", "http://h/new"));
    memo.write(0, hit("old", "http://h/old"));
    assertThat(memo.read(RecentRequests.KEPT)).contains(hit("new", "http://h/new"));
    assertThat(memo.read(0)).isEmpty();
  }
}
