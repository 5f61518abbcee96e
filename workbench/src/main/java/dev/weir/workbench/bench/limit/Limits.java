package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.limit.Limit.Unit;
import java.util.List;

/// Everything that is held to a limit.
public final class Limits {

  private static final int STARTS = 5;
  private static final double START_SECONDS = 1.0;
  private static final double IDLE_MEGABYTES = 450;
  private static final double LOAD_MEGABYTES = 700;

  private Limits() {}

  public static List<Limit> all() {
    return List.of(
        start(StartTrial.Tier.EDGE),
        start(StartTrial.Tier.NODE),
        start(StartTrial.Tier.APP),
        memory("idle", IDLE_MEGABYTES, DemoTrial.State.IDLE),
        memory("under load", LOAD_MEGABYTES, DemoTrial.State.UNDER_LOAD));
  }

  private static Limit start(StartTrial.Tier tier) {
    return new Limit(
        "start, " + tier.command(), Unit.SECONDS, START_SECONDS, new StartTrial(tier, STARTS));
  }

  private static Limit memory(String state, double most, DemoTrial.State how) {
    return new Limit("memory, demo " + state, Unit.MEGABYTES, most, new DemoTrial(how));
  }
}
