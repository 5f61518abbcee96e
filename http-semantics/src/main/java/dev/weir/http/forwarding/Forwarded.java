package dev.weir.http.forwarding;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each proxy said of the request it passed on, the one nearest to the client first (RFC 7239
/// §4).
public record Forwarded(List<Element> elements) {

  public Forwarded {
    elements = List.copyOf(elements);
  }

  /// One proxy's account: who asked, at which of its interfaces, for which host, by which scheme
  /// (RFC 7239 §5).
  ///
  /// `forNode` and `by` are nodes of §6: an address, perhaps with a port, `unknown`, or a name made
  /// up with `_` in front.
  public record Element(
      @Nullable String forNode,
      @Nullable String by,
      @Nullable String host,
      @Nullable String proto) {

    public static Element of(InetAddress client, String host, String proto) {
      return new Element(node(client), null, host, proto);
    }

    /// The address in `for`; null if it is missing, hidden or malformed.
    public @Nullable InetAddress clientAddress() {
      return forNode == null ? null : ForwardedNode.address(forNode);
    }

    @Override
    public String toString() {
      List<String> pairs = new ArrayList<>(4);
      addPair(pairs, "for", forNode);
      addPair(pairs, "by", by);
      addPair(pairs, "host", host);
      addPair(pairs, "proto", proto);
      return String.join(";", pairs);
    }

    private static void addPair(List<String> pairs, String name, @Nullable String value) {
      if (value != null) {
        pairs.add(name + '=' + ForwardedReader.tokenOrQuoted(value));
      }
    }
  }

  /// The elements of a field value, all lines joined; null if it is malformed, and then says
  /// nothing that counts.
  public static @Nullable Forwarded parse(String value) {
    return new ForwardedReader(value).read();
  }

  /// An address as a node: IPv6 in brackets (RFC 7239 §6).
  public static String node(InetAddress address) {
    String text = IpLiteral.unmapped(address).getHostAddress();
    return text.indexOf(':') >= 0 ? '[' + text + ']' : text;
  }

  /// The addresses in `for`, nearest to the client first; null where there is none to read.
  public List<@Nullable InetAddress> clientAddresses() {
    List<@Nullable InetAddress> addresses = new ArrayList<>(elements.size());
    for (Element element : elements) {
      addresses.add(element.clientAddress());
    }
    return addresses;
  }

  public Forwarded plus(Element element) {
    List<Element> longer = new ArrayList<>(elements);
    longer.add(element);
    return new Forwarded(longer);
  }

  /// The field value.
  @Override
  public String toString() {
    return elements.stream().map(Element::toString).collect(Collectors.joining(", "));
  }
}
