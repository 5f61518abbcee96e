package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.io.Transport;

/// Where a connection leads: what names a pool, together with how its connections are used.
///
/// @param host name or address; for a Unix-domain socket any constant
public record Hop(String host, int port, Transport transport) {}
