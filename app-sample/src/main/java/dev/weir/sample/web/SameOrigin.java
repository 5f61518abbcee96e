package dev.weir.sample.web;

import dev.weir.http.FieldSource;
import dev.weir.http.HostPort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a form was sent from a page of ours: browsers say so, and other sites' pages cannot make
/// them say otherwise.
///
/// Without `Sec-Fetch-Site` and `Origin` it was no browser's form, so nobody's cookies are at
/// stake.
public final class SameOrigin {

  private SameOrigin() {}

  /// Where a form came from.
  public enum Sender {
    OURSELVES,
    ELSEWHERE
  }

  /// @param authority the `Host` of the request
  public static Sender senderOf(FieldSource fields, String authority) {
    String site = fields.first("Sec-Fetch-Site");
    if (site != null) {
      boolean ours = site.equals("same-origin") || site.equals("none");
      return ours ? Sender.OURSELVES : Sender.ELSEWHERE;
    }
    String origin = fields.first("Origin");
    if (origin == null) {
      return Sender.OURSELVES;
    }
    // What a proxy in front was asked for; no page of another site can set it.
    String forwardedHost = fields.first("X-Forwarded-Host");
    boolean ours =
        names(origin, authority) || (forwardedHost != null && names(origin, forwardedHost));
    return ours ? Sender.OURSELVES : Sender.ELSEWHERE;
  }

  private static boolean names(String origin, String authority) {
    int end = origin.indexOf("://");
    if (end < 0) {
      return false;
    }
    int defaultPort = origin.substring(0, end).toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    @Nullable HostPort stated = HostPort.parseOrNull(origin.substring(end + 3), defaultPort);
    return stated != null && stated.equals(HostPort.parseOrNull(authority, defaultPort));
  }
}
