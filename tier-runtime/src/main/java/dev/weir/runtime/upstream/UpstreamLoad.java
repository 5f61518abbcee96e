package dev.weir.runtime.upstream;

/// How busy a client is, over all upstreams.
///
/// @param open connections, those being opened included
/// @param idle connections in no exchange
/// @param waiting exchanges without a connection
public record UpstreamLoad(int open, int idle, int waiting) {}
