package dev.weir.cache.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressesTest {

  // The machine of these tests has the addresses 10.0.0.5 and 127.0.0.1.
  @ParameterizedTest(name = "http {0} icp {1}: peer {2} http {3} icp {4} is us: {5}")
  @CsvSource(
      textBlock =
          """
          10.0.0.5:80 , 10.0.0.5:3130 , 10.0.0.5  , 80 , 3130 , true
          10.0.0.5:80 , 10.0.0.5:3130 , 10.0.0.6  , 80 , 3130 , false
          10.0.0.5:80 , 10.0.0.5:3130 , 10.0.0.5  , 81 , 3131 , false
          10.0.0.5:80 , 10.0.0.5:3130 , 10.0.0.5  , 81 , 3130 , true
          10.0.0.5:80 , 10.0.0.5:3130 , 10.0.0.5  , 80 , 0    , true
          127.0.0.1:80, 127.0.0.1:3130, 127.0.0.2 , 80 , 3130 , false
          0.0.0.0:80  , 0.0.0.0:3130  , 10.0.0.5  , 80 , 3130 , true
          0.0.0.0:80  , 0.0.0.0:3130  , 127.0.0.1 , 80 , 3130 , true
          0.0.0.0:80  , 0.0.0.0:3130  , 10.0.0.6  , 80 , 3130 , false
          0.0.0.0:80  , 0.0.0.0:3130  , 10.0.0.5  , 81 , 3131 , false
          """)
  void addressAndPortTogetherTellWhoWeAre(
      String http, String icp, String address, int httpPort, int icpPort, boolean ours) {
    OwnAddresses own =
        new OwnAddresses(
            List.of(socket(http)),
            socket(icp),
            any -> List.of("10.0.0.5", "127.0.0.1").contains(any.getHostAddress()));
    assertThat(own.include(InetAddress.ofLiteral(address), httpPort, icpPort)).isEqualTo(ours);
  }

  private static InetSocketAddress socket(String text) {
    int colon = text.indexOf(':');
    return new InetSocketAddress(
        InetAddress.ofLiteral(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
