package dev.weir.sample.memcached.command;

import java.util.concurrent.atomic.LongAdder;

/// What the commands have done since the server started, for `stats`.
public record Counters(
    LongAdder gets, LongAdder hits, LongAdder misses, LongAdder sets, LongAdder touches) {

  public Counters() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }

  void hit() {
    gets.increment();
    hits.increment();
  }

  void miss() {
    gets.increment();
    misses.increment();
  }

  void reset() {
    gets.reset();
    hits.reset();
    misses.reset();
    sets.reset();
    touches.reset();
  }
}
