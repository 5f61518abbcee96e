package dev.weir.workbench.bench.peers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the comparison.
///
/// - `target`: most that ours may take in parts of what the best peer takes; null if nothing is
///   promised.
record Row(
    String name, Wrk.Work work, @Nullable Double target, Contender ours, List<Contender> peers) {

  private static final int CONNECTIONS = 64;

  Row {
    peers = List.copyOf(peers);
  }

  /// 64 connections that stand, 10 KiB.
  static Row of(String name, @Nullable Double target, Contender ours, Contender... peers) {
    return new Row(name, new Wrk.Work(Contenders.PAGE, CONNECTIONS), target, ours, List.of(peers));
  }

  Row asking(String path, int connections) {
    return with(new Wrk.Work(path, connections));
  }

  Row asking(String scheme, String path) {
    return with(new Wrk.Work(scheme, path, CONNECTIONS, Wrk.Work.Freshness.SAME));
  }

  /// Every request asks for something new, so that every cache misses.
  Row missing() {
    return with(new Wrk.Work("http", Contenders.PAGE, CONNECTIONS, Wrk.Work.Freshness.UNIQUE));
  }

  /// One of some thousand URLs after the other, so that nobody finds the last one at hand.
  Row varied() {
    return with(new Wrk.Work("http", Contenders.PAGE, CONNECTIONS, Wrk.Work.Freshness.VARIED));
  }

  private Row with(Wrk.Work asked) {
    return new Row(name, asked, target, ours, peers);
  }
}
