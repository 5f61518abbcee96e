package dev.weir.cache.purge;

import java.util.Map;

/// What a purge did at one node.
///
/// @param mode `hard` or `soft`
/// @param uris URIs something was stored under
/// @param responses stored responses removed or made stale, all variants counted
/// @param partial URIs of which parts were held; these are removed in either mode
/// @param durable whether it holds after a power cut too; if not, it is written down as soon as the
///   disk takes it
/// @param siblings who is told, and whether it has confirmed: `done` or `pending`
public record PurgeReport(
    String mode,
    int uris,
    int responses,
    int partial,
    boolean durable,
    Map<String, String> siblings) {

  /// At this node alone.
  public PurgeReport(PurgeOrder.Mode mode, int uris, int responses, int partial) {
    this(mode.word(), uris, responses, partial, true, Map.of());
  }

  /// The same, with what siblings said.
  public PurgeReport confirmedBy(Map<String, String> told) {
    return new PurgeReport(mode, uris, responses, partial, durable, told);
  }

  /// The same, but not on disk yet.
  public PurgeReport notDurable() {
    return new PurgeReport(mode, uris, responses, partial, false, siblings);
  }
}
