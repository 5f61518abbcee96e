package dev.weir.edge.forward.fields;

import dev.weir.edge.admit.ReceivedFields;
import dev.weir.edge.balance.HostHeader;
import dev.weir.edge.observe.Client;
import dev.weir.edge.observe.Exchange;
import dev.weir.http.HopByHop;
import dev.weir.http.forwarding.Forwarded;
import dev.weir.http.forwarding.Via;
import dev.weir.http.forwarding.XForwardedFor;
import dev.weir.runtime.tunnel.Upgrading;
import java.net.InetAddress;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/// Makes the fields of the upstream request: what the client sent end to end, and what we know
/// about the client.
public final class UpstreamRequestFields {

  private static final String X_REAL_IP = "X-Real-IP";

  /// Not a field of HTTP; CGI makes the variable HTTP_PROXY of it, by which programs choose whom
  /// they send their own requests through (CVE-2016-5385).
  private static final String PROXY = "Proxy";

  private static final String COOKIE_CRUMB_SEPARATOR = "; ";

  private final String pseudonym;
  private final HostHeader host;

  /// @param pseudonym our name in Via
  public UpstreamRequestFields(String pseudonym, HostHeader host) {
    this.pseudonym = pseudonym;
    this.host = host;
  }

  /// @param serverAuthority what the configuration calls the server
  public HttpFields.Mutable make(Request clientRequest, Framing framing, String serverAuthority) {
    HttpFields received = clientRequest.getHeaders();
    Exchange exchange = Exchange.of(clientRequest);
    String authority = authority(clientRequest);
    HttpFields.Mutable fields = HttpFields.build();
    fields.add(
        HttpHeader.HOST,
        host == HostHeader.UPSTREAM || authority.isEmpty() ? serverAuthority : authority);
    passOn(received, exchange.client(), fields);
    joinCookies(received, fields);
    frame(clientRequest, framing, fields);
    addVia(clientRequest, fields);
    addClient(clientRequest, exchange.client(), authority, fields);
    fields.put(Exchange.ID_FIELD, exchange.id());
    if (Upgrading.isAsked(clientRequest)) {
      Upgrading.offer(fields);
    }
    return fields;
  }

  /// The authority the client asked for, as it wrote it; empty if it named none.
  private static String authority(Request clientRequest) {
    String host = clientRequest.getHeaders().get(HttpHeader.HOST);
    if (host != null
        && clientRequest.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      // An absolute target with another authority has been refused (RFC 9112 §3.2.2).
      return host;
    }
    String authority = clientRequest.getHttpURI().getAuthority();
    return authority == null ? "" : authority;
  }

  private static void passOn(HttpFields received, Client client, HttpFields.Mutable fields) {
    Set<String> nominated =
        received.contains(HttpHeader.CONNECTION)
            ? HopByHop.nominated(new ReceivedFields(received))
            : Set.of();
    for (HttpField field : received) {
      boolean ends = HopByHop.is(field.getName()) || nominated.contains(field.getLowerCaseName());
      if (!ends && isPassedOn(field, client)) {
        fields.add(field);
      }
    }
  }

  private static boolean isPassedOn(HttpField field, Client client) {
    HttpHeader known = field.getHeader();
    if (known != null && isMadeAnew(known)) {
      return false;
    }
    String name = field.getName();
    boolean forged = !client.trusted() && ForwardingFields.contain(name);
    // Servers behind us may read an underscore as a hyphen: X_Forwarded_For would pass for
    // X-Forwarded-For.
    return !forged && name.indexOf('_') < 0 && !name.equalsIgnoreCase(PROXY);
  }

  /// Fields that [#make] writes itself.
  private static boolean isMadeAnew(HttpHeader header) {
    return switch (header) {
      case HOST, CONTENT_LENGTH, EXPECT, VIA, COOKIE, MAX_FORWARDS -> true;
      default -> false;
    };
  }

  /// HTTP/2 may cut Cookie into crumbs; HTTP/1.1 wants them in one line (RFC 9113 §8.2.3).
  private static void joinCookies(HttpFields received, HttpFields.Mutable fields) {
    if (received.contains(HttpHeader.COOKIE)) {
      fields.add(
          HttpHeader.COOKIE,
          String.join(COOKIE_CRUMB_SEPARATOR, new ReceivedFields(received).lines("Cookie")));
    }
  }

  private static void frame(Request clientRequest, Framing framing, HttpFields.Mutable fields) {
    HttpFields received = clientRequest.getHeaders();
    switch (framing) {
      case Framing.Length(long octets) -> fields.add(HttpHeader.CONTENT_LENGTH, octets);
      case Framing.None() -> {
        if (received.contains(HttpHeader.CONTENT_LENGTH)) {
          fields.add(HttpHeader.CONTENT_LENGTH, 0);
        }
      }
      case Framing.Chunked() -> {
        // The client that writes the request adds Transfer-Encoding.
      }
    }
    boolean waits = received.contains(HttpHeader.EXPECT) && !(framing instanceof Framing.None);
    // RFC 9110 §10.1.1: an HTTP/1.0 client does not know what it asks for.
    if (waits && clientRequest.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0) {
      fields.add(HttpHeader.EXPECT, "100-continue");
    }
    countDown(clientRequest, fields);
  }

  /// RFC 9110 §7.6.2. Zero ended its way on admission; what is no number is left out.
  private static void countDown(Request clientRequest, HttpFields.Mutable fields) {
    String maxForwards = clientRequest.getHeaders().get(HttpHeader.MAX_FORWARDS);
    if (maxForwards != null
        && clientRequest.getMethod().equals("OPTIONS")
        && maxForwards.matches("[0-9]{1,9}")) {
      fields.add(HttpHeader.MAX_FORWARDS, Long.parseLong(maxForwards) - 1);
    }
  }

  private void addVia(Request clientRequest, HttpFields.Mutable fields) {
    HttpVersion version = clientRequest.getConnectionMetaData().getHttpVersion();
    String protocol =
        switch (version) {
          case HTTP_2 -> "2";
          case HTTP_1_0 -> "1.0";
          default -> "1.1";
        };
    HttpFields received = clientRequest.getHeaders();
    String before =
        received.contains(HttpHeader.VIA) ? new ReceivedFields(received).combined("Via") : null;
    fields.add(HttpHeader.VIA, Via.append(before, protocol, pseudonym));
  }

  /// What is told of a client that is not believed does not depend on what it sent, and is kept.
  private static void addClient(
      Request clientRequest, Client client, String authority, HttpFields.Mutable fields) {
    String scheme = clientRequest.isSecure() ? "https" : "http";
    if (client.trusted()) {
      tell(client, authority, scheme, fields);
      return;
    }
    ConnectionMetaData connection = clientRequest.getConnectionMetaData();
    ClientAccount account = ClientAccount.keptWith(connection, client, authority, scheme);
    if (account == null) {
      HttpFields.Mutable told = HttpFields.build();
      tell(client, authority, scheme, told);
      account = new ClientAccount(client, authority, scheme, told.asImmutable());
      account.keepWith(connection);
    }
    fields.add(account.fields());
  }

  /// A trusted proxy's account is continued; everybody else's has been left behind.
  private static void tell(
      Client client, String authority, String scheme, HttpFields.Mutable fields) {
    InetAddress peer = client.peer();
    if (peer != null) {
      ReceivedFields before = new ReceivedFields(fields.asImmutable());
      String chain = before.combined("X-Forwarded-For");
      Forwarded.Element element = Forwarded.Element.of(peer, authority, scheme);
      String told = before.combined("Forwarded");
      Forwarded account = told == null ? null : Forwarded.parse(told);
      fields.put("X-Forwarded-For", XForwardedFor.append(chain, peer));
      fields.put(
          HttpHeader.FORWARDED,
          account == null ? element.toString() : account.plus(element).toString());
    }
    InetAddress address = client.address();
    if (address != null) {
      fields.put(X_REAL_IP, address.getHostAddress());
    }
    putIfAbsent(fields, HttpHeader.X_FORWARDED_PROTO, scheme);
    putIfAbsent(fields, HttpHeader.X_FORWARDED_HOST, authority);
  }

  private static void putIfAbsent(HttpFields.Mutable fields, HttpHeader name, String value) {
    if (!fields.contains(name) && !value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
