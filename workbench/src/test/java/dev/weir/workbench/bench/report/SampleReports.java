package dev.weir.workbench.bench.report;

import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Reports as a run would write them, made from a cost model and noise instead of a machine.
///
/// The model: each tier takes some microseconds for a request, more where connections are new. The
/// noise: each round differs, each start of a tier differs for the whole run, now and then a slice
/// is spoilt by other work, and the machine as a whole is faster or slower.
public final class SampleReports {

  private static final int REQUESTS = 744;
  private static final int VIEWS = 24;

  private final Random random;
  private final int rounds;
  private double roundNoise = 0.05;
  private double startNoise = 0.02;
  private double machineNoise = 0.05;
  private double spinMicros;

  public SampleReports(long seed, int rounds) {
    random = new Random(seed);
    this.rounds = rounds;
  }

  /// The edge takes so much more for each request.
  public SampleReports withSpinAtTheEdge(double micros) {
    spinMicros = micros;
    return this;
  }

  public SampleReports withoutNoise() {
    roundNoise = 0;
    startNoise = 0;
    machineNoise = 0;
    return this;
  }

  public Report report() {
    double machine = Math.exp(machineNoise * random.nextGaussian());
    Map<String, Double> starts = new LinkedHashMap<>();
    for (String tier : List.of("edge", "node", "app")) {
      starts.put(tier, machine * Math.exp(startNoise * random.nextGaussian()));
    }
    List<CaseResult> cases = new ArrayList<>();
    for (SplitCase split : SplitCase.all()) {
      List<Slice> slices = new ArrayList<>();
      List<Burst> bursts = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        slices.add(slice(split, round, starts, machine));
        bursts.add(burst(round));
      }
      List<Long> curve = IntStream.range(0, CaseResult.CURVE.size()).mapToObj(this::time).toList();
      cases.add(new CaseResult(split, slices, bursts, curve));
    }
    return report(cases);
  }

  private long time(int index) {
    return 4000L + 900L * index * index;
  }

  private Report report(List<CaseResult> cases) {
    List<SlowResult> slow =
        List.of(
            slow(new SplitCase(Front.ALONE, Cache.OFF, Switch.ON, Switch.OFF), 50),
            slow(new SplitCase(Front.SERVES, Cache.OFF, Switch.ON, Switch.OFF), 0));
    return new Report(
        Report.FORMAT,
        "quick",
        Report.Completeness.COMPLETE,
        Instant.parse("2026-11-21T10:00:00Z"),
        75.5,
        new Machine(
            "Sample <CPU> & more", 2, 8L << 30, "Linux", "25", "weir 0.1", "abc1234", "clock"),
        Map.of("rounds", Integer.toString(rounds)),
        cases,
        slow,
        List.of("a note with \"quotes\" & <signs>"),
        Map.of("edge.yaml", "listen:\n  - address: \"127.0.0.1:1\"  # <&>\n"));
  }

  private static SlowResult slow(SplitCase split, int workers) {
    return new SlowResult(
        split, 70, 65_536, 50, workers, workers / 2, 0, 0, new Times(20, 9000, 0, 0, 0, 9000));
  }

  private Slice slice(SplitCase split, int round, Map<String, Double> starts, double machine) {
    Map<String, Long> cpu = new LinkedHashMap<>();
    Map<String, Long> memory = new LinkedHashMap<>();
    double spoilt = roundNoise > 0 && random.nextInt(40) == 0 ? 1.5 : 1;
    costs(split)
        .forEach((tier, micros) -> {
          double noise = Math.exp(roundNoise * random.nextGaussian()) * spoilt;
          double start = starts.getOrDefault(tier, 1.0);
          cpu.put(tier, Math.round(micros * REQUESTS * noise * start));
          memory.put(tier, 150L << 20);
        });
    double yardstick = 8 * machine * Math.exp(0.02 * random.nextGaussian());
    Times times = new Times(VIEWS, 5000, 9000, 20_000, 21_000, 22_000);
    return new Slice(
        round,
        0.6,
        VIEWS,
        REQUESTS,
        0,
        0,
        times,
        times,
        cpu,
        memory,
        24,
        0.1,
        2,
        new Conditions(0.05, 0, 0.1, yardstick));
  }

  private static Burst burst(int round) {
    return new Burst(round, 0.35, 100, 3100, 0, Map.of("app", 1000L), new Conditions(0, 0, 0.5, 8));
  }

  /// Microseconds for a request in each tier that the case has.
  private Map<String, Double> costs(SplitCase split) {
    double client = split.clientKeepAlive() == Switch.ON ? 0 : 35;
    double upstream = split.upstreamKeepAlive() == Switch.ON ? 0 : 60;
    Map<String, Double> costs = new LinkedHashMap<>();
    switch (split.front()) {
      case ALONE -> costs.put("app", 70 + client);
      case PASSES -> {
        costs.put("edge", 40 + client + upstream + spinMicros);
        costs.put(split.cache() == Cache.OFF ? "app" : "node", 60 + upstream / 2);
        costs.putIfAbsent("app", 1.0);
      }
      case SERVES -> {
        costs.put("edge", 18 + client + spinMicros);
        costs.put("app", split.cache() == Cache.OFF ? 15.0 : 1.0);
        if (split.cache() != Cache.OFF) {
          costs.put("node", 4.0);
        }
      }
    }
    return costs;
  }
}
