package dev.weir.cache.purge;

/// What a purge did at one node.
///
/// @param mode `hard` or `soft`
/// @param uris URIs something was stored under
/// @param responses stored responses removed or made stale, all variants counted
/// @param partial URIs of which parts were held; these are removed in either mode
public record PurgeReport(String mode, int uris, int responses, int partial) {}
