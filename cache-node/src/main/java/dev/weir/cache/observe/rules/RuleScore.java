package dev.weir.cache.observe.rules;

import dev.weir.cache.observe.ledger.ChangeLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// What one rule does, counted without locks.
final class RuleScore {

  private static final double SECONDS_PER_DAY = 86_400;

  final LongAdder requests = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder hits = new LongAdder();
  final LongAdder hitBytes = new LongAdder();
  final LongAdder validated = new LongAdder();
  final LongAdder staleServed = new LongAdder();
  final LongAdder personal = new LongAdder();
  final LongAdder wouldMatch = new LongAdder();
  final Ages ages = new Ages();
  final RecentMinutes recent = new RecentMinutes();
  private final LongAdder fetches = new LongAdder();
  private final LongAdder fetchNanos = new LongAdder();
  private final LongAdder savedNanos = new LongAdder();
  private final LongAdder observations = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final LongAdder observedSeconds = new LongAdder();
  private volatile long meanFetchNanos;

  void hit(long octets) {
    hits.increment();
    hitBytes.add(octets);
    savedNanos.add(meanFetchNanos);
  }

  /// The origin took so long.
  void fetched(Duration elapsed) {
    fetches.increment();
    fetchNanos.add(elapsed.toNanos());
    meanFetchNanos = fetchNanos.sum() / Math.max(1, fetches.sum());
  }

  void heard(ChangeLedger.Heard heard) {
    if (heard.kind() == ChangeLedger.Kind.FIRST) {
      return;
    }
    observations.increment();
    observedSeconds.add(Math.max(1, heard.since().toSeconds()));
    if (heard.kind() == ChangeLedger.Kind.CHANGED) {
      changes.increment();
    }
  }

  long observations() {
    return observations.sum();
  }

  long changes() {
    return changes.sum();
  }

  double savedSeconds() {
    return savedNanos.sum() / 1e9;
  }

  /// Changes per URL and day, from how often two looks in a row differed: −ln((n − x + ½) / (n +
  /// ½)) per interval, which makes up for changes that happened twice between two looks (Cho and
  /// Garcia-Molina, Estimating Frequency of Change). Zero before anything was looked at twice.
  double changesPerDay() {
    double looks = observations.sum();
    if (looks == 0) {
      return 0;
    }
    double perInterval = -Math.log((looks - changes.sum() + 0.5) / (looks + 0.5));
    return Math.max(0, perInterval) * SECONDS_PER_DAY * looks / observedSeconds.sum();
  }

  void minute(Instant now, boolean hit) {
    recent.add(now, 1, hit ? 1 : 0);
  }
}
