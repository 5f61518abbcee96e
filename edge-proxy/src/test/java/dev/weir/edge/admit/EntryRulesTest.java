package dev.weir.edge.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.Fields;
import org.eclipse.jetty.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryRulesTest {

  private final EntryRules rules = new EntryRules("edge-1");

  // RFC 9110 §7.6.2, §7.6.3, §10.1.1, RFC 9112 §3.2, §6.1, §6.3
  @ParameterizedTest(name = "{0} {1} with {2}: {3}")
  @CsvSource(
      textBlock =
          """
          GET,      HTTP_1_1, Host: a.test,                                      ADMITTED
          PROPFIND, HTTP_1_1, Host: a.test,                                      ADMITTED
          CONNECT,  HTTP_1_1, Host: a.test,                                      METHOD
          TRACE,    HTTP_1_1, Host: a.test,                                      METHOD
          trace,    HTTP_1_1, Host: a.test,                                      ADMITTED
          POST,     HTTP_1_1, Host: a.test|Transfer-Encoding: chunked,           ADMITTED
          POST,     HTTP_1_1, Host: a.test|Transfer-Encoding: Chunked,           ADMITTED
          POST,     HTTP_1_0, Host: a.test|Transfer-Encoding: chunked,           TRANSFER_CODING_BEFORE_1_1
          POST,     HTTP_1_1, 'Host: a.test|Transfer-Encoding: gzip, chunked',   TRANSFER_CODING_UNKNOWN
          POST,     HTTP_1_1, Host: a.test|Transfer-Encoding: identity,          TRANSFER_CODING_UNKNOWN
          POST,     HTTP_1_1, Host: a.test|Transfer-Encoding: chunked|Transfer-Encoding: chunked, TRANSFER_CODING_UNKNOWN
          POST,     HTTP_1_1, Host: a.test|Transfer-Encoding: chunked|Content-Length: 3, LENGTH_AND_TRANSFER_CODING
          GET,      HTTP_1_1, Accept: */*,                                       HOST
          GET,      HTTP_1_0, Accept: */*,                                       ADMITTED
          GET,      HTTP_2,   Accept: */*,                                       ADMITTED
          GET,      HTTP_1_1, Host: a.test|Host: a.test,                         HOST
          GET,      HTTP_1_1, Host: a.test/path,                                 HOST
          GET,      HTTP_1_1, Host: user@a.test,                                 HOST
          GET,      HTTP_1_1, Host: a.test:99999,                                HOST
          GET,      HTTP_1_1, Host: a.test:8x,                                   HOST
          GET,      HTTP_1_1, 'Host: a.test, b.test',                            HOST
          GET,      HTTP_1_1, Host: a test,                                      HOST
          GET,      HTTP_1_1, Host: [::1]:8080,                                  ADMITTED
          POST,     HTTP_1_1, Host: a.test|Expect: 100-continue,                 ADMITTED
          POST,     HTTP_1_1, Host: a.test|Expect: 100-Continue,                 ADMITTED
          POST,     HTTP_1_1, Host: a.test|Expect: 200-maybe,                    EXPECTATION
          POST,     HTTP_2,   Expect: wonders,                                   EXPECTATION
          POST,     HTTP_1_0, Host: a.test|Expect: wonders,                      ADMITTED
          GET,      HTTP_1_1, Host: a.test|Via: 1.1 other,                       ADMITTED
          GET,      HTTP_1_1, 'Host: a.test|Via: 1.0 fred, 1.1 edge-1',          LOOP
          GET,      HTTP_1_1, Host: a.test|Via: 1.1 other|Via: 2 EDGE-1 (x),     LOOP
          GET,      HTTP_1_1, Host: a.test|Via: 1.1 other (1.1 edge-1),          ADMITTED
          OPTIONS,  HTTP_1_1, Host: a.test|Max-Forwards: 0,                      LAST_HOP
          OPTIONS,  HTTP_1_1, Host: a.test|Max-Forwards: 1,                      ADMITTED
          GET,      HTTP_1_1, Host: a.test|Max-Forwards: 0,                      ADMITTED
          """)
  void doorIsKept(String method, HttpVersion version, String lines, String expected) {
    Fields.Builder fields = Fields.builder();
    for (String line : lines.split("\\|")) {
      int colon = line.indexOf(':');
      fields.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    assertThat(text(rules.judge(method, version, fields.build()))).isEqualTo(expected);
  }

  private static String text(Admittance admittance) {
    return switch (admittance) {
      case Admittance.Admitted() -> "ADMITTED";
      case Admittance.LastHop() -> "LAST_HOP";
      case Admittance.Refused(Admittance.Reason reason) -> reason.toString();
    };
  }
}
