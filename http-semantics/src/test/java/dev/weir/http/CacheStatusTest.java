package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheStatusTest {

  // RFC 9211 §2.1, §2.4, §2.7, §2.8
  @Test
  void hitIsRendered() {
    assertThat(CacheStatus.hit("node-1").ttl(376).key("http://a/").detail("fresh-expires"))
        .hasToString("node-1; hit; ttl=376; key=\"http://a/\"; detail=fresh-expires");
  }

  // RFC 9211 §2.2, §2.3, §2.5, §2.6
  @Test
  void forwardedRequestIsRendered() {
    assertThat(
            CacheStatus.forwarded("Weir node", Fwd.STALE)
                .fwdStatus(304)
                .stored()
                .collapsed()
                .ttl(-5)
                .detail("two words"))
        .hasToString(
            "\"Weir node\"; fwd=stale; fwd-status=304; stored; collapsed; ttl=-5; detail=\"two words\"");
  }

  @ParameterizedTest
  @EnumSource(Fwd.class)
  void everyReasonComesBack(Fwd reason) {
    CacheStatus status =
        CacheStatus.parse(CacheStatus.forwarded("c", reason).toString()).getFirst();
    assertThat(status.fwd()).isEqualTo(reason);
    assertThat(status.isHit()).isFalse();
  }

  @Test
  void listOfSeveralCachesIsRead() {
    List<CacheStatus> statuses =
        CacheStatus.parse(
            "Origin; hit; ttl=1100; x=\"y\", \"CDN, Inc\"; fwd=uri-miss; fwd-status=200; stored; collapsed; key=k; detail=\"d\"");
    assertThat(statuses).hasSize(2);
    assertThat(statuses.getFirst().isHit()).isTrue();
    assertThat(statuses.getFirst().ttl()).isEqualTo(1100);
    CacheStatus second = statuses.getLast();
    assertThat(second.cache()).isEqualTo("CDN, Inc");
    assertThat(second.fwd()).isEqualTo(Fwd.URI_MISS);
    assertThat(second.fwdStatus()).isEqualTo(200);
    assertThat(second.isStored()).isTrue();
    assertThat(second.isCollapsed()).isTrue();
    assertThat(second.key()).isEqualTo("k");
    assertThat(second.detail()).isEqualTo("d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a; hit,",
        "a;fwd=odd",
        "a",
        "a; hit; fwd=miss",
        "(a b); hit",
        "1; hit",
        "a; hit=?0",
        "\u0000"
      })
  void whatSaysNeitherHitNorWhyNotIsLeftOut(String value) {
    assertThat(CacheStatus.parse(value)).isEmpty();
  }

  @Test
  void unprintableDetailCannotBreakTheField() {
    assertThat(CacheStatus.hit("c").detail("a\r\nb\"é").key("k\\\u0007"))
        .hasToString("c; hit; key=\"k\\\\?\"; detail=\"a??b\\\"?\"");
  }

  // RFC 9209 §2, §2.1
  @Test
  void proxyStatusIsRendered() {
    assertThat(ProxyStatus.of("edge").withError(ProxyError.CONNECTION_REFUSED))
        .hasToString("edge; error=connection_refused");
    assertThat(
            ProxyStatus.of("my edge")
                .withError(ProxyError.HTTP_RESPONSE_INCOMPLETE)
                .withNextHop("node-1")
                .withReceivedStatus(200)
                .withDetails("cut after \"7\" octets"))
        .hasToString(
            "\"my edge\"; error=http_response_incomplete; next-hop=node-1; received-status=200; details=\"cut after \\\"7\\\" octets\"");
  }

  // RFC 9209 §2.3: recommended status codes
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          DNS_TIMEOUT,                       dns_timeout,                       504
          DNS_ERROR,                         dns_error,                         502
          DESTINATION_NOT_FOUND,             destination_not_found,             500
          DESTINATION_UNAVAILABLE,           destination_unavailable,           503
          DESTINATION_IP_PROHIBITED,         destination_ip_prohibited,         502
          DESTINATION_IP_UNROUTABLE,         destination_ip_unroutable,         502
          CONNECTION_REFUSED,                connection_refused,                502
          CONNECTION_TERMINATED,             connection_terminated,             502
          CONNECTION_TIMEOUT,                connection_timeout,                504
          CONNECTION_READ_TIMEOUT,           connection_read_timeout,           504
          CONNECTION_WRITE_TIMEOUT,          connection_write_timeout,          504
          CONNECTION_LIMIT_REACHED,          connection_limit_reached,          503
          TLS_PROTOCOL_ERROR,                tls_protocol_error,                502
          TLS_CERTIFICATE_ERROR,             tls_certificate_error,             502
          TLS_ALERT_RECEIVED,                tls_alert_received,                502
          HTTP_REQUEST_ERROR,                http_request_error,                400
          HTTP_REQUEST_DENIED,               http_request_denied,               403
          HTTP_RESPONSE_INCOMPLETE,          http_response_incomplete,          502
          HTTP_RESPONSE_HEADER_SECTION_SIZE, http_response_header_section_size, 502
          HTTP_RESPONSE_HEADER_SIZE,         http_response_header_size,         502
          HTTP_RESPONSE_BODY_SIZE,           http_response_body_size,           502
          HTTP_RESPONSE_TRAILER_SECTION_SIZE,http_response_trailer_section_size,502
          HTTP_RESPONSE_TRAILER_SIZE,        http_response_trailer_size,        502
          HTTP_RESPONSE_TRANSFER_CODING,     http_response_transfer_coding,     502
          HTTP_RESPONSE_CONTENT_CODING,      http_response_content_coding,      502
          HTTP_RESPONSE_TIMEOUT,             http_response_timeout,             504
          HTTP_UPGRADE_FAILED,               http_upgrade_failed,               502
          HTTP_PROTOCOL_ERROR,               http_protocol_error,               502
          PROXY_INTERNAL_RESPONSE,           proxy_internal_response,           500
          PROXY_INTERNAL_ERROR,              proxy_internal_error,              500
          PROXY_CONFIGURATION_ERROR,         proxy_configuration_error,         500
          PROXY_LOOP_DETECTED,               proxy_loop_detected,               502
          """)
  void everyErrorHasItsTokenAndStatus(ProxyError error, String token, int status) {
    assertThat(error.token()).isEqualTo(token);
    assertThat(error.status()).isEqualTo(status);
  }
}
