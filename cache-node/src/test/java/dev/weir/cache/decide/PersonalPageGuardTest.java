package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No page that smells of a person is stored on a guess.
final class PersonalPageGuardTest {

  @ParameterizedTest(name = "{0} {1} | {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /page       | Set-Cookie: a=b                            | -                         | PERSONAL_SET_COOKIE
          /a.css      | Set-Cookie: a=b                            | -                         | PERSONAL_SET_COOKIE
          /page       | Vary: Accept-Encoding, Cookie              | -                         | PERSONAL_VARY_COOKIE
          /page       | Vary: Accept-Encoding                      | -                         | FRESH_MIN_RULE
          /page       | -                                          | Cookie: a=b               | PERSONAL_COOKIE
          /           | -                                          | Cookie: a=b               | PERSONAL_COOKIE
          /v1.2/page  | -                                          | Cookie: a=b               | PERSONAL_COOKIE
          /a.css      | -                                          | Cookie: a=b               | FRESH_MIN_RULE
          /a.PNG?v=1  | -                                          | Cookie: a=b               | FRESH_MIN_RULE
          /page?x.css | -                                          | Cookie: a=b               | PERSONAL_COOKIE
          /page       | Cache-Control: public                      | Authorization: Basic YQ== | PERSONAL_AUTHORIZATION
          /page       | -                                          | -                         | FRESH_MIN_RULE
          # an origin that names a lifetime knows what it does
          /page       | Cache-Control: max-age=9; Set-Cookie: a=b  | Cookie: a=b               | FRESH_EXPIRES
          /page       | Cache-Control: max-age=9; Vary: Cookie     | Cookie: a=b               | FRESH_EXPIRES
          """)
  void refusesWhatMayBePersonal(String path, String response, String request, Reason expected) {
    assertThat(decide(path, response, request, Policies.CLASSIC, Policies.RFC9111))
        .isEqualTo(expected);
  }

  @Test
  void ruleMayLiftIt() {
    RefreshRule shared = Policies.rule(1800, 216_000, RefreshRule.Option.SHARED);
    assertThat(decide("/page", "Set-Cookie: a=b", "Cookie: a=b", shared, Policies.RFC9111))
        .isEqualTo(Reason.FRESH_MIN_RULE);
  }

  @Test
  void nodeMayGoWithoutIt() {
    CachePolicy unguarded = Policies.of(FreshnessMode.RFC9111);
    assertThat(decide("/page", "Set-Cookie: a=b", "-", Policies.CLASSIC, unguarded))
        .isEqualTo(Reason.FRESH_MIN_RULE);
  }

  @Test
  void watchesOverKeptErrorsToo() {
    CachePolicy policy =
        Policies.negativeTtl(FreshnessMode.RFC9111, 10, CachePolicy.Option.PERSONAL_PAGE_GUARD);
    Reason reason =
        Storing.decide(
                Row.get("Cookie: a=b"),
                Row.fields("-"),
                Row.stored(404, "-", FreshnessMode.RFC9111),
                Policies.CLASSIC,
                policy,
                Row.ARRIVAL)
            .reason();
    assertThat(reason).isEqualTo(Reason.PERSONAL_COOKIE);
  }

  @Test
  void unknownPathIsNotStatic() {
    assertThat(RequestFacts.of("GET", Row.fields("Cookie: a=b")).traits())
        .containsExactly(RequestFacts.Trait.COOKIE);
  }

  private static Reason decide(
      String path, String response, String request, RefreshRule rule, CachePolicy policy) {
    return Storing.decide(
            Row.request("GET", path, request),
            Row.fields(response),
            Row.stored(200, response, FreshnessMode.RFC9111),
            rule,
            policy,
            Row.ARRIVAL)
        .reason();
  }
}
