package dev.weir.cache.observe.shadow;

import dev.weir.cache.config.RuleFile;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A candidate at work beside the rules in force, on the requests of sampled keys.
///
/// Nobody waits: who ends an exchange leaves what was seen in a queue, and works off the queue
/// unless somebody else does so already. So the candidate is of one thread at a time, and requests
/// are judged in the order they ended.
public final class Shadow implements ExchangeListener {

  /// About 300 octets each, 10 MiB when all room is taken.
  public static final int USUAL_GHOSTS = 1 << 15;

  private static final int MOST_WAITING = 4096;

  private final Candidate candidate;
  private final RuleFile rules;
  private final ReentrantLock working = new ReentrantLock();
  private final Queue<Sighting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger length = new AtomicInteger();
  private final LongAdder missed = new LongAdder();
  private final Ghosts ghosts;
  private final Tally live = new Tally();
  private final Tally other = new Tally();

  /// What is tried.
  ///
  /// @param name what it is called, such as the name of its file
  /// @param since when it began
  public record Candidate(String name, Sampling sampling, Instant since) {}

  /// @param mostGhosts keys followed at a time
  public Shadow(Candidate candidate, RuleFile rules, int mostGhosts) {
    this.candidate = candidate;
    this.rules = rules;
    this.ghosts = new Ghosts(mostGhosts);
  }

  /// What is tried.
  public Candidate candidate() {
    return candidate;
  }

  /// Its rules.
  public RuleFile rules() {
    return rules;
  }

  @Override
  public void ended(ClientExchange exchange, Ending ending) {
    Ask ask = exchange.ask();
    if (ask == null || !candidate.sampling().includes(ask.key())) {
      return;
    }
    Sighting seen = Sightings.of(exchange, ask, ending);
    if (seen != null) {
      see(seen);
    }
  }

  private void see(Sighting seen) {
    if (length.incrementAndGet() > MOST_WAITING) {
      length.decrementAndGet();
      missed.increment();
      return;
    }
    waiting.add(seen);
    // Who comes while somebody works is seen by that one, or by who looks here after.
    while (!waiting.isEmpty() && working.tryLock()) {
      try {
        workOff();
      } finally {
        working.unlock();
      }
    }
  }

  private void workOff() {
    for (@Nullable Sighting next = waiting.poll(); next != null; next = waiting.poll()) {
      length.decrementAndGet();
      Sighting seen = next;
      ghosts
          .at(
              seen.place(),
              () -> new Ghost(rules.policy().ruleFor(seen.key()), rules.policy(), live, other))
          .see(seen);
    }
  }

  /// Both sides, and what it takes to keep the score.
  ///
  /// @param ghosts keys followed
  /// @param mostGhosts how many can be
  /// @param evicted keys that gave way to others
  /// @param missed requests not counted because they came too fast
  public record Scoreboard(
      Score live, Score candidate, int ghosts, int mostGhosts, long evicted, long missed) {

    /// Of a candidate that has seen nothing.
    public static final Scoreboard EMPTY = new Scoreboard(Score.ZERO, Score.ZERO, 0, 0, 0, 0);
  }

  /// The score now.
  public Scoreboard scoreboard() {
    working.lock();
    try {
      workOff();
      return new Scoreboard(
          live.score(),
          other.score(),
          ghosts.size(),
          ghosts.most(),
          ghosts.evicted(),
          missed.sum());
    } finally {
      working.unlock();
    }
  }
}
