package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Squid as a sibling that refuses us: by ICP, or by HTTP after it has promised by ICP.
/// Clients see nothing of either.
@Tag("interop")
class UnwillingSquidIT {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set up before each test
  UnwillingSquidIT() {}

  @BeforeEach
  void needSquid() {
    assumeTrue(RealSquid.isInstalled(), "no Squid on this machine: install Debian's package squid");
  }

  @Test
  void squidThatDeniesQueriesCostsNoRequest() throws Exception {
    try (SquidPair pair = SquidPair.start(folder, "icp_access deny all\nhttp_access allow all")) {
      await()
          .atMost(Child.LIMIT)
          .until(() -> {
            assertThat(pair.askNode(pair.newPage()).text()).isEqualTo(SquidPair.CONTENT);
            return pair.squid().accessLog().contains("UDP_DENIED");
          });
    }
  }

  @Test
  void squidThatPromisesAndForbidsIsNotSeenByTheClient() throws Exception {
    String access =
        """
        icp_access allow all
        acl theirs req_header Cache-Control only-if-cached
        http_access deny theirs
        http_access allow all
        """;
    try (SquidPair pair = SquidPair.start(folder, access)) {
      await()
          .atMost(Child.LIMIT)
          .until(() -> {
            String page = pair.newPage();
            pair.askSquid(page);
            RawResponse ours = pair.askNode(page);
            assertThat(ours.status()).isEqualTo(200);
            assertThat(ours.text()).isEqualTo(SquidPair.CONTENT);
            return pair.squid().accessLog().contains("TCP_DENIED/403");
          });
    }
  }
}
