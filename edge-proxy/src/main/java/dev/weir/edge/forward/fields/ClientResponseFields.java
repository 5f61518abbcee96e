package dev.weir.edge.forward.fields;

import dev.weir.edge.admit.ReceivedFields;
import dev.weir.http.HopByHop;
import dev.weir.http.forwarding.Via;
import dev.weir.runtime.tunnel.Upgrading;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/// Makes the fields of the client response from those the upstream sent.
public final class ClientResponseFields {

  /// Not allowed behind the content (RFC 9110 §6.5.1): framing, routing, identity, control data.
  private static final Set<String> NEVER_TRAILERS =
      Set.of(
          "age",
          "authorization",
          "cache-control",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "expect",
          "expires",
          "host",
          "location",
          "max-forwards",
          "pragma",
          "range",
          "retry-after",
          "set-cookie",
          "vary",
          "via",
          "www-authenticate");

  private final String pseudonym;

  /// @param pseudonym our name in Via
  public ClientResponseFields(String pseudonym) {
    this.pseudonym = pseudonym;
  }

  /// Adds to `fields`, which may hold a Date of ours: the upstream's wins.
  public void make(int status, HttpFields received, HttpFields.Mutable fields) {
    passOn(received, fields);
    if (status == HttpStatus.NO_CONTENT_204) {
      // RFC 9110 §8.6: MUST NOT be there.
      fields.remove(HttpHeader.CONTENT_LENGTH);
    }
    String before =
        received.contains(HttpHeader.VIA) ? new ReceivedFields(received).combined("Via") : null;
    fields.put(HttpHeader.VIA, Via.append(before, "1.1", pseudonym));
  }

  /// The same for the response that ends HTTP on the client's connection.
  public void makeUpgrade(HttpFields received, HttpFields.Mutable fields) {
    make(HttpStatus.SWITCHING_PROTOCOLS_101, received, fields);
    Upgrading.offer(fields);
  }

  /// The fields of an interim response such as 103.
  public static HttpFields interim(HttpFields received) {
    HttpFields.Mutable fields = HttpFields.build();
    passOn(received, fields);
    fields.remove(HttpHeader.CONTENT_LENGTH);
    return fields;
  }

  /// The fields behind the content that may be passed on, in either direction.
  public static HttpFields trailers(HttpFields received) {
    HttpFields.Mutable fields = HttpFields.build();
    for (HttpField field : received) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (!HopByHop.is(name)
          && !NEVER_TRAILERS.contains(name)
          && !ForwardingFields.contain(name)
          && name.indexOf('_') < 0) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static void passOn(HttpFields received, HttpFields.Mutable fields) {
    // RFC 9110 §7.6.1 holds for responses as well.
    Set<String> nominated =
        received.contains(HttpHeader.CONNECTION)
            ? HopByHop.nominated(new ReceivedFields(received))
            : Set.of();
    for (HttpField field : received) {
      boolean ends = HopByHop.is(field.getName()) || nominated.contains(field.getLowerCaseName());
      if (ends || field.getHeader() == HttpHeader.VIA) {
        continue;
      }
      if (field.getHeader() == HttpHeader.DATE) {
        // Jetty's own Date cannot be removed, but replaced.
        fields.put(field);
      } else {
        fields.add(field);
      }
    }
  }
}
