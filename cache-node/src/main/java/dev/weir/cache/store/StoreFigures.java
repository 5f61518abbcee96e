package dev.weir.cache.store;

/// What a store holds and has done since it was opened.
///
/// @param uris keys present
/// @param bytes what all stored responses cost
/// @param limitBytes what they may cost
/// @param stored responses put in, updates after validation included
/// @param refused responses too large to be put in
/// @param evicted keys dropped for room
/// @param invalidated keys removed because something changed them
public record StoreFigures(
    long uris,
    long bytes,
    long limitBytes,
    long stored,
    long refused,
    long evicted,
    long invalidated) {}
