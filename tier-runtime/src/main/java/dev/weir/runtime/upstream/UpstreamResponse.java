package dev.weir.runtime.upstream;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The final response of an upstream.
///
/// @param reason as received
/// @param fields as received, hop-by-hop fields included
/// @param content without transfer coding; ends with a last chunk, with a
///   [org.eclipse.jetty.http.Trailers] chunk, or with a failure chunk whose cause is an
///   [UpstreamException]. Incomplete content always ends with a failure. It must be read to its end
///   or failed, or the exchange be aborted; until then it holds a connection.
public record UpstreamResponse(
    int status, @Nullable String reason, HttpFields fields, Content.Source content) {}
