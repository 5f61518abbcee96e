package dev.weir.cache.observe.dashboard;

import dev.weir.cache.observe.ledger.ChangeLedger;
import dev.weir.cache.observe.rules.RuleRow;
import dev.weir.cache.observe.shadow.RuleReport;
import dev.weir.cache.peer.PeerReport;
import dev.weir.cache.probe.ProbeReport;
import java.util.List;

/// A node at one moment, as the dashboard shows it.
///
/// @param hits answered without asking anybody
/// @param busySeconds from arrival to the end of the answer, all requests together
/// @param engine figures of what works behind the handler
/// @param trial which rules are in force, and which are tried
/// @param probe how many hits were outdated, by the origin's word
public record Snapshot(
    String node,
    long atMillis,
    long requests,
    long hits,
    double busySeconds,
    Object engine,
    List<RuleRow> rules,
    List<PeerReport> peers,
    ChangeLedger.Figures changes,
    RuleReport trial,
    ProbeReport probe) {

  /// Copies the lists.
  public Snapshot {
    rules = List.copyOf(rules);
    peers = List.copyOf(peers);
  }
}
