package dev.weir.sample.fragments;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// How often each outcome has been met since the start.
public final class FragmentCounters implements Consumer<FragmentOutcome> {

  private final Map<FragmentOutcome, LongAdder> counts = new EnumMap<>(FragmentOutcome.class);

  public FragmentCounters() {
    for (FragmentOutcome outcome : FragmentOutcome.values()) {
      counts.put(outcome, new LongAdder());
    }
  }

  @Override
  public void accept(FragmentOutcome outcome) {
    adder(outcome).increment();
  }

  public long count(FragmentOutcome outcome) {
    return adder(outcome).sum();
  }

  private LongAdder adder(FragmentOutcome outcome) {
    LongAdder adder = counts.get(outcome);
    if (adder == null) {
      throw new IllegalStateException("uncounted: " + outcome);
    }
    return adder;
  }
}
