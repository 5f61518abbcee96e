package dev.weir.cache;

import dev.weir.cache.store.StoreAges;
import dev.weir.cache.store.StoreFigures;

/// What the store's admin page shows.
///
/// @param fetches questions to upstream whose answers have not arrived whole
/// @param waiting clients that have heard nothing of theirs yet
/// @param store what the store holds
/// @param ages how old that is
public record EngineReport(int fetches, int waiting, StoreFigures store, StoreAges ages) {}
