package dev.weir.runtime.upstream.transport;

import dev.weir.http.forwarding.IpLiteral;
import java.net.Inet4Address;
import java.nio.file.Path;
import org.eclipse.jetty.io.Transport;

/// Where a connection leads.
///
/// @param host name or address; for a Unix-domain socket any constant
public record Hop(String host, int port, Transport transport) {

  public static Hop tcp(String host, int port) {
    boolean ipv4 = IpLiteral.parse(host) instanceof Inet4Address;
    return new Hop(host, port, ipv4 ? TcpTransport.IPV4 : TcpTransport.ANY_FAMILY);
  }

  public static Hop unix(Path socket) {
    return new Hop("localhost", 80, new UnixTransport(socket));
  }
}
