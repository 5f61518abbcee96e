package dev.weir.http;

import dev.weir.http.structured.BareItem;
import org.jspecify.annotations.Nullable;

/// How one intermediary handled a response or failed to get it: a member of the Proxy-Status list
/// (RFC 9209 §2).
///
/// Details for people are stated as printable ASCII; they must not tell a client about addresses it
/// has no business with.
public record ProxyStatus(
    String proxy,
    @Nullable ProxyError error,
    @Nullable String nextHop,
    @Nullable Integer receivedStatus,
    @Nullable String details) {

  public static ProxyStatus of(String proxy) {
    return new ProxyStatus(proxy, null, null, null, null);
  }

  public ProxyStatus withError(ProxyError reason) {
    return new ProxyStatus(proxy, reason, nextHop, receivedStatus, details);
  }

  public ProxyStatus withNextHop(String hop) {
    return new ProxyStatus(proxy, error, hop, receivedStatus, details);
  }

  public ProxyStatus withReceivedStatus(int status) {
    return new ProxyStatus(proxy, error, nextHop, status, details);
  }

  public ProxyStatus withDetails(String text) {
    return new ProxyStatus(proxy, error, nextHop, receivedStatus, text);
  }

  /// The member as it stands in the field.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(64).append(CacheStatus.tokenOrText(proxy));
    if (error != null) {
      text.append("; error=").append(error.token());
    }
    if (nextHop != null) {
      text.append("; next-hop=").append(CacheStatus.tokenOrText(nextHop));
    }
    if (receivedStatus != null) {
      text.append("; received-status=").append(receivedStatus.intValue());
    }
    if (details != null) {
      text.append("; details=").append(BareItem.Text.lenient(details));
    }
    return text.toString();
  }
}
