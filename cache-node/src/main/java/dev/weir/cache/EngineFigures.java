package dev.weir.cache;

import dev.weir.cache.partial.PartialStore;
import dev.weir.cache.store.StoreFigures;

/// What goes on in a node at one moment.
///
/// @param fetches questions to upstream whose answers have not arrived whole
/// @param waiting clients that have heard nothing of theirs yet
/// @param store what the store holds
/// @param partial what is held in part, besides that
public record EngineFigures(
    int fetches, int waiting, StoreFigures store, PartialStore.Figures partial) {}
