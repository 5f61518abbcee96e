package dev.weir.workbench.tune.replay;

/// What became of the requests of one URL under one rule set.
///
/// @param hits answered from the store
/// @param stale hits proven to be outdated
public record UrlScore(long requests, long hits, long stale) {}
