package dev.weir.http.representation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.EntityTag;
import dev.weir.http.Fields;
import dev.weir.http.representation.Preconditions.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreconditionsTest {

  private static final String MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final String LATER = "Sun, 06 Nov 1994 08:49:38 GMT";

  private static final Validators CURRENT =
      new Validators(EntityTag.strong("1"), Instant.parse("1994-11-06T08:49:37.999Z"));

  // RFC 9110 §13.2.2, in its order
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GET  | If-Match: "1"                                          | PROCEED
          GET  | If-Match: W/"1"                                        | FAILED
          PUT  | If-Match: "2"                                          | FAILED
          GET  | If-Match: *                                            | PROCEED
          GET  | If-Match: junk                                         | FAILED
          GET  | If-Match: "1"; If-Unmodified-Since: EARLIER            | PROCEED
          GET  | If-Match: "1"; If-None-Match: "1"                      | NOT_MODIFIED
          GET  | If-Unmodified-Since: EARLIER                           | FAILED
          GET  | If-Unmodified-Since: MODIFIED                          | PROCEED
          GET  | If-Unmodified-Since: LATER                             | PROCEED
          GET  | If-Unmodified-Since: junk                              | PROCEED
          GET  | If-Unmodified-Since: MODIFIED; If-Modified-Since: MODIFIED | NOT_MODIFIED
          GET  | If-None-Match: "1"                                     | NOT_MODIFIED
          HEAD | If-None-Match: W/"1"                                   | NOT_MODIFIED
          PUT  | If-None-Match: "1"                                     | FAILED
          PUT  | If-None-Match: *                                       | FAILED
          GET  | If-None-Match: "2"                                     | PROCEED
          GET  | If-None-Match: "2"; If-Modified-Since: MODIFIED        | PROCEED
          GET  | If-None-Match: "1"; If-Modified-Since: EARLIER         | NOT_MODIFIED
          GET  | If-None-Match: junk; If-Modified-Since: MODIFIED       | PROCEED
          GET  | If-Modified-Since: EARLIER                             | PROCEED
          GET  | If-Modified-Since: MODIFIED                            | NOT_MODIFIED
          HEAD | If-Modified-Since: LATER                               | NOT_MODIFIED
          POST | If-Modified-Since: LATER                               | PROCEED
          GET  | If-Modified-Since: junk                                | PROCEED
          GET  | X-None: 1                                              | PROCEED
          """)
  void conditionsAreWeighedInOrder(String method, String conditions, Outcome expected) {
    Fields.Builder request = Fields.builder();
    for (String condition : conditions.split("; ")) {
      String[] line = condition.split(": ", 2);
      String value =
          line[1].replace("EARLIER", EARLIER).replace("LATER", LATER).replace("MODIFIED", MODIFIED);
      request.add(line[0], value);
    }
    assertThat(Preconditions.evaluate(method, request.build(), CURRENT)).isEqualTo(expected);
  }

  @Test
  void datesSayNothingOfARepresentationWithoutOne() {
    Validators unknown = new Validators(null, null);
    assertThat(Preconditions.evaluate("GET", Fields.of("If-Modified-Since", LATER), unknown))
        .isEqualTo(Outcome.PROCEED);
    assertThat(Preconditions.evaluate("GET", Fields.of("If-Unmodified-Since", EARLIER), unknown))
        .isEqualTo(Outcome.PROCEED);
  }

  // RFC 9110 §13.1.5, §8.8.2.2
  @ParameterizedTest(name = "[{0}] {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
                                          | true
          "1"                             | true
          W/"1"                           | false
          "2"                             | false
          "1", "2"                        | false
          Sun, 06 Nov 1994 08:49:37 GMT   | true
          Sun, 06 Nov 1994 08:49:38 GMT   | false
          Sun, 06 Nov 1994 08:49:36 GMT   | false
          junk                            | false
          """)
  void rangeAppliesToWhatTheClientHolds(@Nullable String ifRange, boolean applies) {
    Fields request = ifRange == null ? Fields.EMPTY : Fields.of("If-Range", ifRange);
    Instant date = Instant.parse("1994-11-06T08:49:38Z");
    assertThat(Preconditions.rangeApplies(request, CURRENT, date)).isEqualTo(applies);
  }

  @Test
  void dateOfThisVerySecondIsNoStrongValidator() {
    Instant date = Instant.parse("1994-11-06T08:49:37Z");
    assertThat(Preconditions.rangeApplies(Fields.of("If-Range", MODIFIED), CURRENT, date))
        .isFalse();
  }

  @Test
  void weakTagOfTheRepresentationNeverPermitsARange() {
    Validators weak = new Validators(new EntityTag("1", true), null);
    assertThat(Preconditions.rangeApplies(Fields.of("If-Range", "\"1\""), weak, Instant.EPOCH))
        .isFalse();
  }

  @Test
  void validatorsAreReadFromAResponse() {
    assertThat(Validators.of(Fields.of("ETag", "W/\"x\"").plus("Last-Modified", MODIFIED)))
        .isEqualTo(new Validators(new EntityTag("x", true), Instant.parse("1994-11-06T08:49:37Z")));
    assertThat(Validators.of(Fields.of("ETag", "x").plus("Last-Modified", "x")))
        .isEqualTo(new Validators(null, null));
  }
}
