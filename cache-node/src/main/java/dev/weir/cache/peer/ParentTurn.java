package dev.weir.cache.peer;

/// A parent in the order of those to try, and the way it was chosen.
///
/// @param code Squid's word for it
public record ParentTurn(Peer peer, String code) {}
