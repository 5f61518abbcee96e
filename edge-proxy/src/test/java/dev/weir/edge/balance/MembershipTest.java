package dev.weir.edge.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.balance.choose.Health;
import dev.weir.edge.balance.choose.HealthPolicy;
import dev.weir.runtime.upstream.UpstreamAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipTest {

  private static final HealthPolicy POLICY = new HealthPolicy(1, Duration.ofSeconds(10));

  private final Map<String, List<InetAddress>> names = new HashMap<>();

  @Test
  void nameWithManyAddressesCountsAsManyServers() {
    name("nodes.test", "192.0.2.1", "192.0.2.2", "2001:db8::1");
    Membership membership = membership("nodes.test:3128", "127.0.0.1:80", "unix:/run/app.sock");
    assertThat(membership.refresh()).isEmpty();
    assertThat(membership.members())
        .extracting(Member::toString)
        .containsExactly(
            "192.0.2.1:3128",
            "192.0.2.2:3128",
            "[2001:db8:0:0:0:0:0:1]:3128",
            "127.0.0.1:80",
            "unix:/run/app.sock");
    assertThat(membership.members().getFirst().authority()).isEqualTo("nodes.test:3128");
  }

  @Test
  void newAddressesAreUsedAndOldOnesDropped() {
    name("nodes.test", "192.0.2.1", "192.0.2.2");
    Membership membership = membership("nodes.test:80");
    membership.refresh();
    Member kept = membership.members().getLast();
    name("nodes.test", "192.0.2.2", "192.0.2.3");
    membership.refresh();
    assertThat(membership.members())
        .extracting(Member::toString)
        .containsExactly("192.0.2.2:80", "192.0.2.3:80");
    assertThat(membership.members().getFirst()).isSameAs(kept);
  }

  // Fault matrix, "DNS change / failure": failure keeps last good address.
  @Test
  void failedLookUpKeepsTheLastGoodAddresses() {
    name("nodes.test", "192.0.2.1");
    Membership membership = membership("nodes.test:80");
    membership.refresh();
    names.clear();
    assertThat(membership.refresh()).containsExactly("nodes.test");
    assertThat(membership.members()).extracting(Member::toString).containsExactly("192.0.2.1:80");
  }

  @Test
  void nameThatNeverResolvedHasNoServers() {
    Membership membership = membership("nodes.test:80");
    assertThat(membership.refresh()).containsExactly("nodes.test");
    assertThat(membership.members()).isEmpty();
    name("nodes.test", "192.0.2.1");
    membership.refresh();
    assertThat(membership.members()).hasSize(1);
  }

  @Test
  void addressesNeedNoLookUp() {
    Membership membership = membership("127.0.0.1:80", "[::1]:80", "unix:/run/app.sock");
    assertThat(membership.changes()).isFalse();
    assertThat(membership.refresh()).isEmpty();
    assertThat(membership.members()).hasSize(3);
  }

  @Test
  void healthSurvivesALookUp() {
    name("nodes.test", "192.0.2.1");
    Membership membership = membership("nodes.test:80");
    membership.refresh();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    membership.members().getFirst().failed(POLICY, now);
    membership.refresh();
    assertThat(membership.members().getFirst().health().state(now)).isEqualTo(Health.State.DOWN);
  }

  private void name(String name, String... addresses) {
    names.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  private Membership membership(String... servers) {
    return new Membership(
        Arrays.stream(servers).map(UpstreamAddress::parse).toList(), this::addresses, 0);
  }

  private List<InetAddress> addresses(String name) throws UnknownHostException {
    List<InetAddress> found = names.get(name);
    if (found == null) {
      throw new UnknownHostException(name);
    }
    return found;
  }
}
