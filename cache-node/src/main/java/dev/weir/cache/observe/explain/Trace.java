package dev.weir.cache.observe.explain;

import dev.weir.cache.decide.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request as it was answered.
///
/// @param tag Squid's word for how it ended
/// @param hit answered without asking anybody
/// @param hierarchy whom it was fetched from, in Squid's words
/// @param upstreamMicros from asking upstream to its response head; null when nobody was asked
/// @param elapsedMicros from the arrival of the request to the end of the answer
public record Trace(
    @Nullable String requestId,
    Instant at,
    String method,
    String uri,
    int status,
    String tag,
    boolean hit,
    @Nullable Reason reason,
    @Nullable String rule,
    String hierarchy,
    String cacheStatus,
    @Nullable Long upstreamMicros,
    long elapsedMicros) {}
