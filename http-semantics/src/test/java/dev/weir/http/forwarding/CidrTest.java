package dev.weir.http.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource(
      textBlock =
          """
          10.0.0.0/8,       10.255.1.2,        true
          10.0.0.0/8,       11.0.0.1,          false
          10.9.9.9/8,       10.1.1.1,          true
          192.168.1.128/25, 192.168.1.127,     false
          192.168.1.128/25, 192.168.1.128,     true
          0.0.0.0/0,        203.0.113.9,       true
          0.0.0.0/0,        ::1,               false
          127.0.0.1,        127.0.0.1,         true
          127.0.0.1/32,     127.0.0.2,         false
          ::1,              ::1,               true
          2001:db8::/32,    2001:db8:ffff::1,  true
          2001:db8::/33,    2001:db8:8000::1,  false
          ::/0,             2001:db8::1,       true
          ::/0,             127.0.0.1,         false
          10.0.0.0/8,       ::ffff:10.1.2.3,   true
          ::ffff:10.0.0.0,  10.0.0.0,          true
          """)
  void blockContainsAddresses(String block, String address, boolean expected) throws Exception {
    assertThat(Cidr.parse(block).contains(InetAddress.getByName(address))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "localhost",
        "example.test/8",
        "10.0.0.0/33",
        "::/129",
        "10.0.0/8",
        "10",
        "010.0.0.1",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8x",
        "256.0.0.1",
        "1.2.3.4.5",
        "[::1]",
        "fe80::1%eth0",
        "1.2.3.٤",
        "::g"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "::1, 0:0:0:0:0:0:0:1/128", "192.0.2.1, 192.0.2.1/32"})
  void blockIsWrittenWithItsNetwork(String text, String expected) {
    assertThat(Cidr.parse(text)).hasToString(expected).isEqualTo(Cidr.parse(expected));
  }
}
