package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;

/// Why an exchange came to nothing.
///
/// @param sent how much of the request may have reached the upstream
/// @param detail one line for people
public record UpstreamFailure(ProxyError error, Sent sent, String detail) {}
