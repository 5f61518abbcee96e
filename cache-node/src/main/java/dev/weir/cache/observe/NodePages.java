package dev.weir.cache.observe;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.peer.PeerReport;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.icp.IcpEndpoint;
import dev.weir.cache.peer.icp.IcpReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts of a node's admin pages.
public final class NodePages {

  private static final Tallies.RuleTally UNUSED = new Tallies.RuleTally(0, 0, 0);

  private NodePages() {}

  /// One rule with what it was used for.
  ///
  /// @param position where it is written
  public record RuleRow(
      String name, String position, String pattern, long requests, long hits, long bytes) {}

  /// The rules in the order they are tried, the built-in one last.
  public static List<RuleRow> rules(CachePolicy policy, Tallies tallies) {
    Map<String, Tallies.RuleTally> used = tallies.rules();
    List<RuleRow> rows = new ArrayList<>();
    policy.rules().forEach(rule -> rows.add(row(rule, used)));
    rows.add(row(RefreshRule.BUILT_IN, used));
    return rows;
  }

  private static RuleRow row(RefreshRule rule, Map<String, Tallies.RuleTally> used) {
    Tallies.RuleTally tally = used.getOrDefault(rule.name(), UNUSED);
    return new RuleRow(
        rule.name(),
        rule.position(),
        rule.pattern().toString(),
        tally.requests(),
        tally.hits(),
        tally.bytes());
  }

  /// The neighbours, and what went through ICP.
  ///
  /// @param icp null when the node speaks none
  public record Neighbours(List<PeerReport> peers, @Nullable IcpReport icp) {}

  /// The neighbours now.
  public static Neighbours peers(PeerTable peers, @Nullable IcpEndpoint icp) {
    return new Neighbours(peers.report(), icp == null ? null : icp.report());
  }
}
