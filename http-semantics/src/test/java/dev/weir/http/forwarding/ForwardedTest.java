package dev.weir.http.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForwardedTest {

  // RFC 7239 §4
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          for="_gazonk"                                   | for=_gazonk
          For="[2001:db8:cafe::17]:4711"                  | for="[2001:db8:cafe::17]:4711"
          proto=http;by=203.0.113.43;for=192.0.2.60       | for=192.0.2.60;by=203.0.113.43;proto=http
          for=192.0.2.43, for="[2001:db8::17]"            | for=192.0.2.43, for="[2001:db8::17]"
          ,for=a;; host="x:80",,                          | for=a, host="x:80"
          for=a;secret=x                                  | for=a
          host="a\\"b"                                    | host="a\\"b"
          """)
  void elementsAreReadAndWritten(String value, String expected) {
    assertThat(Forwarded.parse(value.replace(";; ", ", "))).hasToString(expected);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~
          ,
          for
          for=
          for = a
          for="a
          for=a;for=b
          for=a b
          for=[::1]
          =a
          for=""
          """)
  void faultySaysNothing(String value) {
    assertThat(Forwarded.parse(value)).isNull();
  }

  @Test
  void ownElementGoesToTheEnd() throws Exception {
    Forwarded before = Objects.requireNonNull(Forwarded.parse("for=192.0.2.1"));
    InetAddress client = InetAddress.getByName("2001:db8::1");
    assertThat(before.plus(Forwarded.Element.of(client, "example.test:8080", "https")))
        .hasToString(
            "for=192.0.2.1, for=\"[2001:db8:0:0:0:0:0:1]\";host=\"example.test:8080\";proto=https");
  }

  // RFC 7239 §6
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1          | 192.0.2.1
          192.0.2.1:4711     | 192.0.2.1
          [::1]              | 0:0:0:0:0:0:0:1
          [::1]:80           | 0:0:0:0:0:0:0:1
          2001:db8::1        | 2001:db8:0:0:0:0:0:1
          ::ffff:192.0.2.1   | 192.0.2.1
          [::1               |
          [::1]x             |
          unknown            |
          _hidden            |
          localhost          |
          """)
  void nodeIsAnAddressOrNone(String node, @Nullable String address) {
    InetAddress read = ForwardedNode.address(node);
    assertThat(read == null ? null : read.getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest(name = "peer {0}, [{1}] -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          203.0.113.9 | ~~                                 | 203.0.113.9
          203.0.113.9 | 192.0.2.1                          | 203.0.113.9
          10.0.0.1    | 192.0.2.1                          | 192.0.2.1
          10.0.0.1    | 6.6.6.6, 192.0.2.1                 | 192.0.2.1
          10.0.0.1    | 6.6.6.6, 192.0.2.1, 10.0.0.2       | 192.0.2.1
          10.0.0.1    | 10.0.0.3, 10.0.0.2                 | 10.0.0.3
          10.0.0.1    | 192.0.2.1, garbage                 | 10.0.0.1
          10.0.0.1    | 192.0.2.1, unknown, 10.0.0.2       | 10.0.0.2
          10.0.0.1    | ~~                                 | 10.0.0.1
          10.0.0.1    | 192.0.2.1:123 ,, [::1]:80          | 192.0.2.1
          """)
  void clientIsTheLastHopNobodyTrusts(String peer, String forwardedFor, String client)
      throws Exception {
    TrustedProxies trusted =
        new TrustedProxies(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("::1")));
    InetAddress found =
        trusted.client(InetAddress.getByName(peer), XForwardedFor.parse(forwardedFor).addresses());
    assertThat(found.getHostAddress()).isEqualTo(client);
  }

  @Test
  void forwardedLeadsToTheClientToo() throws Exception {
    Forwarded forwarded =
        Objects.requireNonNull(Forwarded.parse("for=6.6.6.6, for=\"192.0.2.1:99\", for=10.0.0.2"));
    TrustedProxies trusted = new TrustedProxies(List.of(Cidr.parse("10.0.0.0/8")));
    assertThat(trusted.client(InetAddress.getByName("10.0.0.1"), forwarded.clientAddresses()))
        .isEqualTo(InetAddress.getByName("192.0.2.1"));
  }

  @Test
  void peerIsAppendedToXForwardedFor() throws Exception {
    InetAddress peer = InetAddress.getByName("192.0.2.1");
    assertThat(XForwardedFor.append(null, peer)).isEqualTo("192.0.2.1");
    assertThat(XForwardedFor.append("10.0.0.1", peer)).isEqualTo("10.0.0.1, 192.0.2.1");
  }
}
