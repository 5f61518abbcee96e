package dev.weir.workbench.tune.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Traces whose outcome is worked out by hand, second by second, in the comments.
///
/// Expected are requests/hits/validated/origin requests, then octets of hits and of the origin,
/// then the bounds of stale answers.
class HandComputedTraceTest {

  private static final String MINUTE = "refresh_pattern . 60s 0% 60s";

  private static String counts(Figures figures) {
    return "%d/%d/%d/%d bytes %d/%d stale %d-%d"
        .formatted(
            figures.requests(),
            figures.hits(),
            figures.validated(),
            figures.originRequests(),
            figures.hitBytes(),
            figures.originBytes(),
            figures.staleAtLeast(),
            figures.staleAtMost());
  }

  @Test
  void freshFromZeroToTheSecondBeforeTheEndOfMin() {
    // Stored at 0. Ages 30 and 59 are below 60: hits. Age 60 is not: fetched, stored anew at 60.
    // 119 is of age 59: hit. Without validator every fetch is whole: 2 × 100 octets.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 100",
                        "30 GET /a 200 100",
                        "59 GET /a 200 100",
                        "60 GET /a 200 100",
                        "119 GET /a 200 100")))
        .isEqualTo("5/3/0/2 bytes 300/200 stale 0-0");
  }

  @Test
  void ageCountsInMilliseconds() {
    // RFC 9111 mode: 59.999 s < 60 s is a hit, 60.000 s is not.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on("0 GET /a 200 7", "59.999 GET /a 200 7", "60.000 GET /a 200 7")))
        .isEqualTo("3/1/0/2 bytes 7/14 stale 0-0");
  }

  @Test
  void withoutLifetimeAndValidatorNothingIsStored() {
    // min 0: at age 0 already stale, cannot be validated: not stored. Three fetches.
    assertThat(
            counts(
                Rehearsing.of("refresh_pattern . 0 0% 60s")
                    .on("0 GET /a 200 5", "0 GET /a 200 5", "1 GET /a 200 5")))
        .isEqualTo("3/0/0/3 bytes 0/15 stale 0-0");
  }

  @Test
  void aTagLetsTheOriginAnswer304() {
    // min 0 with a tag: stored, validated each time. The tag stays: 1 whole fetch, 2 times 304
    // without content.
    assertThat(
            counts(
                Rehearsing.of("refresh_pattern . 0 0% 60s")
                    .on(
                        "0 GET /a 200 5 etag=x",
                        "10 GET /a 200 5 etag=x",
                        "20 GET /a 200 5 etag=x")))
        .isEqualTo("3/0/2/3 bytes 0/5 stale 0-0");
  }

  @Test
  void anotherTagIsAWholeFetch() {
    // Validated at 10: tag x still, 304. At 20 it is y: 200 with 8 octets. 5 + 0 + 8 = 13.
    assertThat(
            counts(
                Rehearsing.of("refresh_pattern . 0 0% 60s")
                    .on(
                        "0 GET /a 200 5 etag=x",
                        "10 GET /a 200 5 etag=x",
                        "20 GET /a 200 8 etag=y")))
        .isEqualTo("3/0/1/3 bytes 0/13 stale 0-0");
  }

  @Test
  void aHitWhileTheTagIsAnotherIsStaleForCertain() {
    // x stored at 0; at 30 and 45 the origin has y, the cache serves x: 2 stale. At 60 it fetches
    // y.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 5 etag=x",
                        "30 GET /a 200 8 etag=y",
                        "45 GET /a 200 8 etag=y",
                        "60 GET /a 200 8 etag=y",
                        "61 GET /a 200 8 etag=y")))
        .isEqualTo("5/3/0/2 bytes 24/13 stale 2-2");
  }

  @Test
  void aSizeSeenTwiceRunningIsAChangeFromItsFirstSight() {
    // 100 stored at 0. 90 at 10 might be broken off; 90 again at 20 proves the change: both hits
    // were stale, and the one at 30 too.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 100",
                        "10 GET /a 200 90",
                        "20 GET /a 200 90",
                        "30 GET /a 200 90")))
        .isEqualTo("4/3/0/1 bytes 270/100 stale 3-3");
  }

  @Test
  void aSmallerSizeBetweenEqualOnesWasBrokenOff() {
    // 100, 40, 100: the hit at 10 served what the origin had.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on("0 GET /a 200 100", "10 GET /a 200 40", "20 GET /a 200 100")))
        .isEqualTo("3/2/0/1 bytes 140/100 stale 0-0");
  }

  @Test
  void aLargerSizeBetweenEqualOnesIsInDoubt() {
    // 100, 100, 140, 100: nothing larger can be broken off, but it came once: upper bound only.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 100",
                        "5 GET /a 200 100",
                        "10 GET /a 200 140",
                        "20 GET /a 200 100")))
        .isEqualTo("4/3/0/1 bytes 340/100 stale 0-1");
  }

  @Test
  void sizesThatNeverComeBackAreInDoubt() {
    // 100 twice, then 90, 80, 70 and the end: never twice running, never back: 3 hits in doubt.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 100",
                        "1 GET /a 200 100",
                        "2 GET /a 200 90",
                        "3 GET /a 200 80",
                        "4 GET /a 200 70")))
        .isEqualTo("5/4/0/1 bytes 340/100 stale 0-3");
  }

  @Test
  void whatWasFetchedInDoubtIsJudgedWhenItIsSettled() {
    // 100 at 0; at 60 expired, 90 is fetched (first sight of a candidate); 90 at 70 settles it:
    // what was fetched at 60 is the new version, so the hit at 70 is not stale. Fetched: 100 + 100
    // (while in doubt the whole is taken for as large as known).
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on("0 GET /a 200 100", "60 GET /a 200 90", "70 GET /a 200 90")))
        .isEqualTo("3/1/0/2 bytes 90/200 stale 0-0");
  }

  @Test
  void a304OfAClientProvesNothingUntilTheNextSize() {
    // Hit at 10 (client had a copy, 0 octets), at 20 the size is as before: it was current.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on("0 GET /a 200 100", "10 GET /a 304 0", "20 GET /a 200 100")))
        .isEqualTo("3/2/0/1 bytes 100/100 stale 0-0");
  }

  @Test
  void a304BetweenTwoVersionsIsInDoubt() {
    // x at 0, 304 at 10, y at 20: the hit at 10 may be either, the one at 20 is stale.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on("0 GET /a 200 5 etag=x", "10 GET /a 304 0", "20 GET /a 200 8 etag=y")))
        .isEqualTo("3/2/0/1 bytes 8/5 stale 1-2");
  }

  @Test
  void linesOfACacheProveNothingAboutTheOrigin() {
    // Logged behind a cache: its hits at 10 and 20 tell nothing, its fetch at 30 shows y. Of the
    // hits at 10, 20 any may be stale, that at 30 is. At 60 y is fetched.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 5 etag=x",
                        "10 GET /a 200 5 etag=x silent",
                        "20 GET /a 200 5 etag=x silent",
                        "30 GET /a 200 8 etag=y",
                        "60 GET /a 200 8 etag=y")))
        .isEqualTo("5/3/0/2 bytes 18/13 stale 1-3");
  }

  @Test
  void theFirstMatchingRuleCounts() {
    // Pictures 100 s, the rest 10 s. /a.png: fetched at 0, hits at 50, 99. /a: fetched 0, 50, 99.
    assertThat(
            counts(
                Rehearsing.of(
                        "refresh_pattern \\.png$ 100s 0% 100s", "refresh_pattern . 10s 0% 10s")
                    .on(
                        "0 GET /a.png 200 3",
                        "0 GET /a 200 2",
                        "50 GET /a.png 200 3",
                        "50 GET /a 200 2",
                        "99 GET /a.png 200 3",
                        "99 GET /a 200 2")))
        .isEqualTo("6/2/0/4 bytes 6/9 stale 0-0");
  }

  @Test
  void maxCutsMin() {
    // min 100 s, max 20 s, RFC 9111 mode: 20 s count. Ages 19 hit, 20 not.
    assertThat(
            counts(
                Rehearsing.of("refresh_pattern . 100s 0% 20s")
                    .on("0 GET /a 200 1", "19 GET /a 200 1", "20 GET /a 200 1")))
        .isEqualTo("3/1/0/2 bytes 1/2 stale 0-0");
  }

  @Test
  void maxAgeOfTheOriginCountsBeforeTheRule() {
    // max-age=30 in the log: the rule's 60 s have no say. Age 29 hit, 30 not: without a validator
    // fetched whole.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 4 cc=max-age=30",
                        "29 GET /a 200 4 cc=max-age=30",
                        "30 GET /a 200 4 cc=max-age=30")))
        .isEqualTo("3/1/0/2 bytes 4/8 stale 0-0");
  }

  @Test
  void noStoreAndPrivateAreObeyed() {
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 4 cc=no-store",
                        "1 GET /a 200 4 cc=no-store",
                        "0 GET /b 200 4 cc=private",
                        "1 GET /b 200 4 cc=private")))
        .isEqualTo("4/0/0/4 bytes 0/16 stale 0-0");
  }

  @Test
  void aPercentageOfTheAgeItHadWhenSent() {
    // START is 2023-11-14T22:13:20Z; modified 1000 s before: 22:13:20 − 16:40 = 21:56:40. 20 % of
    // 1000 s are 200 s. Age 199 hit, 200 validated: same date, 304.
    String modified = " modified=Tue,_14_Nov_2023_21:56:40_GMT";
    assertThat(
            counts(
                Rehearsing.of("refresh_pattern . 0 20% 1h")
                    .on(
                        "0 GET /a 200 4" + modified,
                        "199 GET /a 200 4" + modified,
                        "200 GET /a 200 4" + modified)))
        .isEqualTo("3/1/1/2 bytes 4/4 stale 0-0");
  }

  @Test
  void staleWhileRevalidateServesAndFetchesBehind() {
    // 60 s fresh, 30 s more while validating. At 80: served (hit, on purpose), fetched behind at
    // 80. At 139: age 59, hit. At 180: age 100, past 90: fetched. Origin: 0, 80, 180.
    Figures figures =
        Rehearsing.of("refresh_pattern . 60s 0% 60s stale-while-revalidate=30s")
            .on("0 GET /a 200 1", "80 GET /a 200 1", "139 GET /a 200 1", "240 GET /a 200 1");
    assertThat(counts(figures)).isEqualTo("4/2/0/3 bytes 2/3 stale 0-0");
    assertThat(figures.staleOnPurpose()).isOne();
  }

  @Test
  void unsafeRequestsGoOnAndInvalidate() {
    // Stored at 0, POST at 10 goes to the origin and drops it, so 20 is a miss, 30 a hit.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 200 4",
                        "10 POST /a 303 9",
                        "20 GET /a 200 4",
                        "30 GET /a 200 4")))
        .isEqualTo("4/1/0/3 bytes 4/17 stale 0-0");
  }

  @Test
  void headIsAnsweredFromAStoredGetButStoresNothing() {
    // HEAD at 0 stores nothing, GET at 1 does; that the hit at 2 is current nothing proves.
    assertThat(
            counts(
                Rehearsing.of(MINUTE).on("0 HEAD /a 200 0", "1 GET /a 200 4", "2 HEAD /a 200 0")))
        .isEqualTo("3/1/0/2 bytes 0/4 stale 0-1");
  }

  @Test
  void partsAreServedFromTheWholeAndNotStored() {
    // 206 at 0: passed on. 200 at 1 stores. 206 at 2: a hit of 10 octets, proven current by the
    // size at 3.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on(
                        "0 GET /a 206 10",
                        "1 GET /a 200 40",
                        "2 GET /a 206 10",
                        "3 GET /a 200 40")))
        .isEqualTo("4/2/0/2 bytes 50/50 stale 0-0");
  }

  @Test
  void aNotFoundIsNotGuessedForButRedirectsForGoodAre() {
    // 404 without lifetime: not stored, 2 fetches. 301: heuristically cacheable, 1 fetch, 1 hit.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .on("0 GET /a 404 3", "1 GET /a 404 3", "0 GET /b 301 2", "1 GET /b 301 2")))
        .isEqualTo("4/1/0/3 bytes 2/8 stale 0-0");
  }

  @Test
  void aChangeOfStatusIsAChange() {
    // 200 stored at 0; from 10 on the page is gone: the hits at 10 and 20 are stale.
    assertThat(
            counts(
                Rehearsing.of(MINUTE).on("0 GET /a 200 4", "10 GET /a 410 1", "20 GET /a 410 1")))
        .isEqualTo("3/2/0/1 bytes 2/4 stale 2-2");
  }

  @Test
  void aFailureOfTheOriginIsBridgedByTheStoredCopy() {
    // Stale at 70 when the origin says 503: served all the same, on purpose; it is no hit, the
    // origin was asked.
    Figures figures =
        Rehearsing.of(MINUTE).on("0 GET /a 200 4", "70 GET /a 503 9", "71 GET /a 200 4");
    assertThat(counts(figures)).isEqualTo("3/0/0/3 bytes 0/17 stale 0-0");
    assertThat(figures.staleOnPurpose()).isOne();
  }

  @Test
  void personalPagesAreNotKeptOnAGuess() {
    // Cookie in the request, no lifetime in the answer: refused twice. With max-age it is kept.
    Figures figures =
        Rehearsing.of(MINUTE)
            .on(
                "0 GET /a 200 4 cookie",
                "1 GET /a 200 4 cookie",
                "0 GET /b 200 4 cookie cc=max-age=60",
                "1 GET /b 200 4 cookie cc=max-age=60");
    assertThat(counts(figures)).isEqualTo("4/1/0/3 bytes 4/12 stale 0-0");
    assertThat(figures.personal()).isEqualTo(2);
  }

  @Test
  void ignoredParametersShareOneCopy() {
    // utm_* of no account: /a?utm_source=x and /a are one key. Fetched once, two hits.
    assertThat(
            counts(
                Rehearsing.of(MINUTE, "cache_key_ignore_query utm_*")
                    .on(
                        "0 GET /a?utm_source=x 200 4",
                        "1 GET /a 200 4",
                        "2 GET /a?utm_source=y 200 4")))
        .isEqualTo("3/2/0/1 bytes 8/4 stale 0-0");
  }

  @Test
  void aSmallStoreDropsWhatWasNotUsedLongest() {
    // Room for two of (1000 + 1024) octets. a, b stored; a used; c makes room by dropping b (a had
    // a second chance): a hit at 4, b fetched again at 5.
    assertThat(
            counts(
                Rehearsing.of(MINUTE)
                    .in(2 * 2024)
                    .on(
                        "0 GET /a 200 1000",
                        "1 GET /b 200 1000",
                        "2 GET /a 200 1000",
                        "3 GET /c 200 1000",
                        "4 GET /a 200 1000",
                        "5 GET /b 200 1000")))
        .isEqualTo("6/2/0/4 bytes 2000/4000 stale 0-0");
  }
}
