package dev.weir.runtime.upstream;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;

/// The upstream's consent to speak another protocol on the connection (RFC 9110 §7.8), which from
/// here on is the listener's to use and close.
///
/// @param fields of the 101 response, as received
/// @param endPoint the connection; nobody reads it yet
/// @param beginning octets of the other protocol that came with the response
public record UpstreamUpgrade(HttpFields fields, EndPoint endPoint, ByteBuffer beginning) {}
