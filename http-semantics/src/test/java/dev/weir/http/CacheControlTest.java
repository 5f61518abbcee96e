package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheControlTest {

  @Test
  void noFieldMeansTheSharedConstant() {
    assertThat(CacheControl.of(Fields.of("Age", "1"))).isSameAs(CacheControl.NONE);
    assertThat(CacheControl.NONE.isEmpty()).isTrue();
    assertThat(CacheControl.NONE.maxAge()).isEqualTo(CacheControl.ABSENT);
    assertThat(CacheControl.NONE).hasToString("");
  }

  // RFC 9111 §5.2, §5.2.2: every directive understood, in its canonical spelling
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no-store                                | no-store
          NO-STORE, Max-Age=5                     | no-store, max-age=5
          public,max-age=1,s-maxage=2             | public, max-age=1, s-maxage=2
          ,, max-age=1 , ,must-revalidate,        | must-revalidate, max-age=1
          proxy-revalidate, must-understand       | proxy-revalidate, must-understand
          immutable,no-transform,only-if-cached   | immutable, no-transform, only-if-cached
          min-fresh=3, max-stale=4                | min-fresh=3, max-stale=4
          max-stale                               | max-stale
          stale-while-revalidate=7                | stale-while-revalidate=7
          stale-if-error=8                        | stale-if-error=8
          private, no-cache                       | no-cache, private
          foo, bar=1, max-age=1, baz="x"          | max-age=1
          no-cache="Set-Cookie , X-A"             | no-cache="Set-Cookie, X-A"
          private="X-A",private=X-B               | private="X-A, X-B"
          """)
  void directivesAreUnderstood(String value, String expected) {
    assertThat(CacheControl.parse(value)).hasToString(expected);
  }

  // RFC 9111 §1.2.2, §4.2.1: what a freshness lifetime may look like
  @ParameterizedTest(name = "[{0}] {1} s")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          max-age=3600                          | 3600
          max-age=003600                        | 3600
          max-age="3600"                        | 3600
          max-age=0                             | 0
          max-age=2147483647                    | 2147483647
          max-age=2147483648                    | 2147483648
          max-age=2147483649                    | 2147483648
          max-age=99999999999999999999999999    | 2147483648
          max-age=-1                            | 0
          max-age=+1                            | 0
          max-age=3600.0                        | 0
          max-age=3600.5                        | 0
          max-age=a3600                         | 0
          max-age=3600a                         | 0
          max-age=0x10                          | 0
          max-age=1e3                           | 0
          max-age='3600'                        | 0
          max-age=" 3600 "                      | 0
          max-age =3600                         | 0
          max-age= 3600                         | 0
          max-age=3600 60                       | 0
          max-age=3600;s-maxage=1               | 0
          max-age                               | 0
          max-age=                              | 0
          max-age=""                            | 0
          max-age="3600                         | 0
          max-age=٣٦                            | 0
          max-age=1800, max-age=1               | 1
          max-age=1, max-age=1800               | 1
          max-age=x, max-age=1800               | 0
          ext="max-age=3600", max-age=1         | 1
          max-age=1, ext="max-age=3600"         | 1
          ext="a\\"b, max-age=9", max-age=1     | 1
          ext=max-age=9                         | -1
          xmax-age=9                            | -1
          max-age9                              | -1
          """)
  void brokenLifetimeIsStale(String value, long seconds) {
    assertThat(CacheControl.parse(value).maxAge()).isEqualTo(seconds);
    assertThat(CacheControl.parse(value.replace("max-age", "s-maxage")).sMaxage())
        .isEqualTo(seconds);
  }

  // RFC 9111 §4.2.1: of directives that contradict each other the most restrictive is honoured
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          s-maxage=9, max-age=1, s-maxage=5, max-age=7      | max-age=1, s-maxage=5
          min-fresh=3, min-fresh=9, min-fresh=5             | min-fresh=9
          max-stale, max-stale=4                            | max-stale=4
          max-stale=4, max-stale                            | max-stale=4
          stale-while-revalidate=9, stale-while-revalidate=2 | stale-while-revalidate=2
          stale-if-error=x, stale-if-error=2                | stale-if-error=2
          """)
  void mostRestrictiveOfSeveralValuesCounts(String value, String expected) {
    assertThat(CacheControl.parse(value)).hasToString(expected);
  }

  @Test
  void severalLinesAreOneField() {
    Fields fields =
        Fields.of(
            new FieldLine("Cache-Control", "max-age=1800"),
            new FieldLine("cache-control", "max-age=1, public"));
    assertThat(CacheControl.of(fields)).hasToString("public, max-age=1");
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          stale-while-revalidate=x
          stale-while-revalidate
          stale-if-error=-5
          min-fresh=x
          max-stale=x
          max-stale =5
          public=x y
          immutable =1
          """)
  void brokenPermissionIsNone(String value) {
    assertThat(CacheControl.parse(value)).hasToString("");
    assertThat(CacheControl.parse(value).isEmpty()).isFalse();
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no-store=x                    | no-store
          no-store =x                   | no-store
          no-store;a, max-age=1         | no-store, max-age=1
          no-cache=                     | no-cache
          no-cache=""                   | no-cache
          no-cache="a b"                | no-cache
          no-cache="Set-Cookie          | no-cache
          no-cache="X-A", no-cache      | no-cache, no-cache="X-A"
          private="@"                   | private
          ext="open, no-store           | no-store
          =x, no-store                  | no-store
          @@@, no-store                 | no-store
          "no-store", private           | private
          """)
  void brokenRestrictionStillRestricts(String value, String expected) {
    assertThat(CacheControl.parse(value)).hasToString(expected);
  }

  @Test
  void maxStaleWithoutValueIsAny() {
    assertThat(CacheControl.parse("max-stale").maxStale()).isEqualTo(CacheControl.MAX_STALE_ANY);
    assertThat(CacheControl.parse("max-stale=0").maxStale()).isZero();
  }

  @Test
  void qualifiedDirectivesDoNotCoverTheWholeResponse() {
    CacheControl directives = CacheControl.parse("no-cache=\"A\", private=\"B, C\"");
    assertThat(directives.noCache()).isFalse();
    assertThat(directives.isPrivate()).isFalse();
    assertThat(directives.noCacheFields()).containsExactly("A");
    assertThat(directives.privateFields()).containsExactly("B", "C");
  }

  @Test
  void sameDirectivesAreEqual() {
    assertThat(CacheControl.parse("public , max-age=\"1\""))
        .isEqualTo(CacheControl.parse("Max-Age=1,public"))
        .hasSameHashCodeAs(CacheControl.parse("Max-Age=1,public"))
        .isNotEqualTo(CacheControl.parse("max-age=1"));
  }

  @Test
  void longHostileValueHidesNothing() {
    String value = "\"=,\\".repeat(50_000) + ",no-store";
    assertThat(CacheControl.parse(value).noStore()).isTrue();
    assertThat(CacheControl.parse("x=\"".repeat(50_000)).noStore()).isFalse();
  }

  // RFC 9213 §2.1, §2.2
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          max-age=60                          | max-age=60
          max-age=60;x=1, no-store            | no-store, max-age=60
          foobar, max-age=3600                | max-age=3600
          max-age=99999999999                 | max-age=2147483648
          no-cache="X-A", private             | private, no-cache="X-A"
          no-store=?0, max-age=1              | max-age=1
          max-age=1, max-age=2                | max-age=2
          foo                                 | ~~
          """)
  void targetedFieldIsADictionary(String value, String expected) {
    Fields fields = Fields.of("CDN-Cache-Control", value).plus("Cache-Control", "no-store");
    assertThat(CacheControl.ofTargeted(fields, List.of("CDN-Cache-Control"))).hasToString(expected);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          max-age=10000, &&&&&
          max-age="10000"
          max-age=-1
          max-age=1.5
          max-age
          max-age =100
          max-age= 100
          MaX-aGe=3600
          no-store=1
          public="x"
          no-cache=(a b)
          max-age=60,
          ~~
          """)
  void faultyTargetedFieldDoesNotCount(String value) {
    Fields fields = Fields.of("CDN-Cache-Control", value);
    assertThat(CacheControl.ofTargeted(fields, List.of("CDN-Cache-Control"))).isNull();
  }

  @Test
  void firstUsableTargetCounts() {
    Fields fields =
        Fields.of("CDN-Cache-Control", "max-age=2")
            .plus("Weir-Cache-Control", "max-age=!")
            .plus("Cache-Control", "max-age=1");
    assertThat(
            CacheControl.ofTargeted(
                fields, List.of("Other-Cache-Control", "Weir-Cache-Control", "CDN-Cache-Control")))
        .hasToString("max-age=2");
  }
}
