package dev.weir.cache.tell;

import org.jspecify.annotations.Nullable;

/// How far a sibling is with what has become invalid, as the admin listener shows it.
///
/// @param behind invalidations it has not confirmed
/// @param trouble why it cannot be told, null when it can
public record SiblingReport(
    String name, boolean reachable, long behind, @Nullable String trouble) {}
