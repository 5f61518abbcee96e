package dev.weir.http.forwarding;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The addresses in `X-Forwarded-For`, the one nearest to the client first; null stands for what is
/// no address.
public record XForwardedFor(List<@Nullable InetAddress> addresses) {

  private static final XForwardedFor NOBODY = new XForwardedFor(List.of());

  public XForwardedFor {
    addresses = Collections.unmodifiableList(new ArrayList<>(addresses));
  }

  /// The members of a field value, all lines joined; null means the field is absent.
  public static XForwardedFor parse(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return NOBODY;
    }
    List<@Nullable InetAddress> addresses = new ArrayList<>();
    for (String element : value.split(",")) {
      String node = element.strip();
      if (!node.isEmpty()) {
        addresses.add(ForwardedNode.address(node));
      }
    }
    return new XForwardedFor(addresses);
  }

  /// A field value with the peer a request came from at its end.
  public static String append(@Nullable String before, InetAddress peer) {
    String address = IpLiteral.unmapped(peer).getHostAddress();
    return before == null || before.isEmpty() ? address : before + ", " + address;
  }
}
