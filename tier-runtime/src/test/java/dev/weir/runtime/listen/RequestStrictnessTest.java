package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestStrictnessTest {

  private Listening listening;

  @SuppressWarnings("NullAway.Init") // opened before each test
  RequestStrictnessTest() {}

  @BeforeEach
  void open() throws Exception {
    listening = new Listening();
  }

  @AfterEach
  void close() {
    listening.close();
  }

  /// Every case carries a second request behind the first: it must never run.
  ///
  /// `|` is CRLF; escapes stand for a bare LF, a bare CR and NUL.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          TE on HTTP/1.0                  # 400 # POST /a HTTP/1.0|Host: h|Connection: keep-alive|Transfer-Encoding: chunked||0||
          gzip before chunked             # 501 # POST /a HTTP/1.1|Host: h|Transfer-Encoding: gzip, chunked||0||
          gzip and chunked in two lines   # 501 # POST /a HTTP/1.1|Host: h|Transfer-Encoding: gzip|Transfer-Encoding: chunked||0||
          chunked not last                # 400 # POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked, identity||0||
          chunked twice                   # 400 # POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked, chunked||0||
          unknown coding                  # 501 # POST /a HTTP/1.1|Host: h|Transfer-Encoding: xchunked||0||
          unknown coding with a length    # 400 # POST /a HTTP/1.1|Host: h|Content-Length: 5|Transfer-Encoding: xchunked||hello
          length and chunked              # 400 # POST /a HTTP/1.1|Host: h|Content-Length: 5|Transfer-Encoding: chunked||0||
          chunked and length              # 400 # POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked|Content-Length: 5||0||
          two lengths                     # 400 # POST /a HTTP/1.1|Host: h|Content-Length: 5|Content-Length: 6||hello
          length with a sign              # 400 # POST /a HTTP/1.1|Host: h|Content-Length: +5||hello
          length empty                    # 400 # POST /a HTTP/1.1|Host: h|Content-Length:||
          length beyond a long            # 400 # POST /a HTTP/1.1|Host: h|Content-Length: 99999999999999999999||
          space before the colon          # 400 # GET /a HTTP/1.1|Host : h||
          folded field                    # 400 # GET /a HTTP/1.1|Host: h|X: a| b||
          bare LF behind a field          # 400 # GET /a HTTP/1.1|Host: h\\nX: y||
          bare LF behind the request line # 400 # GET /a HTTP/1.1\\nHost: h||
          bare LF only                    # 400 # GET /a HTTP/1.1\\nHost: h\\n\\n
          bare CR in a value              # 400 # GET /a HTTP/1.1|Host: h|X: a\\rb||
          NUL in a value                  # 400 # GET /a HTTP/1.1|Host: h|X: a\\0b||
          no Host                         # 400 # GET /a HTTP/1.1||
          two Hosts                       # 400 # GET /a HTTP/1.1|Host: h|Host: i||
          Host with userinfo              # 400 # GET /a HTTP/1.1|Host: u@h||
          Host with a path                # 400 # GET /a HTTP/1.1|Host: h/x||
          no target                       # 505 # GET HTTP/1.1|Host: h||
          HTTP/0.9                        # 505 # GET /a|
          HTTP/2.7                        # 505 # GET /a HTTP/2.7|Host: h||
          encoded NUL                     # 400 # GET /a%00 HTTP/1.1|Host: h||
          unknown expectation             # 417 # GET /a HTTP/1.1|Host: h|Expect: 200-ok||
          """)
  void badHeadIsRefusedAndTheConnectionCloses(String name, int status, String request)
      throws Exception {
    try (RawHttpClient client = listening.client()) {
      client.send(wire(request) + "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n");
      RawResponse response = client.readResponse();

      assertThat(response.status()).isEqualTo(status);
      assertThat(client.closed()).isTrue();
      assertThat(listening.handled).doesNotContain("GET /hidden");
    }
  }

  /// The framing of these is beyond doubt, so the connection may go on.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Host unlike the authority       # 400 # GET http://i/a HTTP/1.1|Host: h||
          encoded slash                   # 400 # GET /a%2fb HTTP/1.1|Host: h||
          encoded dot segment             # 400 # GET /a/%2e%2e/b HTTP/1.1|Host: h||
          dot segment with a parameter    # 400 # GET /a/..;/b HTTP/1.1|Host: h||
          """)
  void badTargetIsRefused(String name, int status, String request) throws Exception {
    try (RawHttpClient client = listening.client()) {
      client.send(wire(request));

      assertThat(client.readResponse().status()).isEqualTo(status);
      assertThat(listening.handled).isEmpty();
      assertThat(client.get("/next").status()).isEqualTo(200);
    }
  }

  private static String wire(String request) {
    return request
        .strip()
        .replace("|", "\r\n")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\0", "\0");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          hex prefix          # 0x3|abc|0||
          signed size         # -1|abc|0||
          size of 68 bits     # 10000000000000003|abc|0||
          LF behind the size  # 3\\nabc|0||
          LF behind the data  # 3|abc\\n0||
          data too long       # 3|abcd|0||
          quoted CRLF         # 3;a="|GET /hidden HTTP/1.1|Host: h||"|abc|0||
          space in a trailer  # 3|abc|0|X : y||
          """)
  void malformedChunkIsTheClientsFault(String name, String content) throws Exception {
    try (RawHttpClient client = listening.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
              + wire(content)
              + "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n");
      RawResponse response = client.readResponse();

      assertThat(response.status()).isEqualTo(400);
      assertThat(client.closed()).isTrue();
      assertThat(listening.handled).containsExactly("POST /echo");
    }
  }

  @Test
  void malformedChunkOfAnUnreadBodyEndsTheConnection() throws Exception {
    try (RawHttpClient client = listening.client()) {
      client.send(
          wire("POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||zz|")
              + wire("GET /hidden HTTP/1.1|Host: h||"));
      client.readResponse();

      assertThat(client.closed()).isTrue();
      assertThat(listening.handled).containsExactly("POST /a");
    }
  }

  // RFC 9110 §9.1: the method token is case-sensitive.
  @ParameterizedTest
  @CsvSource({"get", "Get", "gET", "post", "FOO"})
  void methodsKeepTheirCase(String method) throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response = client.exchange(method + " /a HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(response.text()).startsWith(method + " /a ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a?q[]=1|{}^",
    "/a?x=%00%0d%0a",
    "/a%20b",
    "/%7Euser/",
    "/a;p=1/b",
    "http://h/a",
    "/a?b=../../c"
  })
  void usualTargetsPass(String target) throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response = client.exchange("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).contains(target.replace("http://h", "") + " HTTP/1.1");
    }
  }

  @Test
  void chunkedContentArrivesWhole() throws Exception {
    try (RawHttpClient client = listening.client()) {
      RawResponse response =
          client.exchange(
              wire("POST /echo HTTP/1.1|Host: h|Transfer-Encoding: Chunked||")
                  + wire("3;x=y|abc|2|de|0|X-T: 1||"));

      assertThat(response.text()).isEqualTo("abcde");
      assertThat(client.get("/a").status()).isEqualTo(200);
    }
  }
}
