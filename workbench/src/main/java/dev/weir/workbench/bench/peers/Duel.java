package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.load.LoadResult;
import dev.weir.workbench.bench.load.Pace;
import dev.weir.workbench.bench.load.RequestRun;
import dev.weir.workbench.bench.report.Summary;
import dev.weir.workbench.bench.stack.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// One row run: all contenders up, each measured in turn, round after round.
final class Duel {

  /// Beyond this our own generator, which shares the machine, would be what is measured.
  private static final double MOST_OPEN_RATE = 12_000;

  /// So many turns of warming up are compared with as many before them.
  private static final int COMPARED = 3;

  private static final int MOST_WARM_UPS = 40;
  private static final double STILL_FALLING = 0.95;
  private static final double HALF = 0.5;
  private static final double P99 = 99;

  /// Where milliseconds are lost, to the machine or to a collection, the p99 of a whole turn is
  /// spoilt; of shorter ones the median is a second's p99 as it is at most times.
  private static final int PARTS = 3;

  private final Rig rig;
  private final Schedule schedule;
  private final BooleanSupplier ended;

  /// - `rounds`, `turn`: how often and how long each contender is measured; at half load in three
  ///   parts, one after the other's.
  /// - `warmUp`: one turn of warming up; there are as many as help.
  record Schedule(int rounds, Duration turn, Duration warmUp) {}

  /// @param ended asked after a failure: whether it comes of the end of the whole run
  Duel(Rig rig, Schedule schedule, BooleanSupplier ended) {
    this.rig = rig;
    this.schedule = schedule;
    this.ended = ended;
  }

  Outcome run(Row row) throws InterruptedException {
    String generator = row.work().generator();
    if (generator != null && Programs.find(generator) == null) {
      return Outcome.skipped(row, generator + " is not installed");
    }
    List<String> leftOut = new ArrayList<>();
    List<Contender> present = new ArrayList<>(List.of(row.ours()));
    for (Contender peer : row.peers()) {
      String missing = peer.missing();
      if (missing == null) {
        present.add(peer);
      } else {
        leftOut.add(missing + " is not installed");
      }
    }
    try {
      return measured(row, present, String.join(", ", leftOut));
    } catch (IOException e) {
      if (ended.getAsBoolean()) {
        throw new InterruptedException();
      }
      return Outcome.skipped(row, String.valueOf(e.getMessage()));
    }
  }

  private Outcome measured(Row row, List<Contender> present, String words) throws IOException {
    List<Turns> all = new ArrayList<>();
    try {
      for (Contender contender : present) {
        all.add(new Turns(row, contender, contender.start(rig)));
      }
      run(row, all);
      Map<String, Map<String, String>> files = new LinkedHashMap<>();
      all.forEach(turns -> files.put(turns.contender.name(), turns.served.files()));
      List<Standing> standings = all.stream().map(Turns::standing).toList();
      return new Outcome(
          row, standings.getFirst(), standings.subList(1, standings.size()), words, files);
    } finally {
      all.forEach(turns -> turns.served.close());
    }
  }

  /// @param all ours first
  private void run(Row row, List<Turns> all) throws IOException {
    for (Turns turns : all) {
      turns.warmUp();
    }
    for (int round = 0; round < schedule.rounds(); round++) {
      for (Turns turns : all) {
        turns.saturate();
      }
    }
    boolean large = row.work().target().contains("m.bin");
    if (row.work().generator() == null && !large) {
      double lowest = all.stream().mapToDouble(Turns::perSecond).min().orElse(1);
      double rate = Math.clamp(HALF * lowest, 1, MOST_OPEN_RATE);
      // The generator is a JVM as well; whoever came first would wait for what it compiles.
      for (Turns turns : all) {
        turns.load(new Pace.Open(rate, 0), schedule.turn());
      }
      for (int round = 0; round < schedule.rounds() * PARTS; round++) {
        for (Turns turns : all) {
          turns.halfLoad(new Pace.Open(rate, round));
        }
      }
    }
  }

  /// What one contender has been measured with so far.
  private final class Turns {

    private final Row row;
    private final Contender contender;
    private final Served served;
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();
    private long failed;

    Turns(Row row, Contender contender, Served served) {
      this.row = row;
      this.contender = contender;
      this.served = served;
    }

    /// Until CPU time for a request does not fall any more: a JVM compiles for some seconds, and
    /// the longer, the fewer requests it gets to see.
    void warmUp() throws IOException {
      List<Double> micros = new ArrayList<>();
      do {
        micros.add(turn(schedule.warmUp()).micros());
      } while (micros.size() < MOST_WARM_UPS && falls(micros));
    }

    private static boolean falls(List<Double> micros) {
      int turns = micros.size();
      if (turns < 2 * COMPARED) {
        return true;
      }
      double now = median(micros.subList(turns - COMPARED, turns));
      return now < median(micros.subList(turns - 2 * COMPARED, turns - COMPARED)) * STILL_FALLING;
    }

    private static double median(List<Double> values) {
      return summary(values).median();
    }

    void saturate() throws IOException {
      Turn turn = turn(schedule.turn());
      cpu.add(turn.micros());
      perSecond.add(turn.done().perSecond());
      failed += turn.done().failed();
    }

    private Turn turn(Duration length) throws IOException {
      return Turn.of(served, row.work(), length, rig.directory());
    }

    void halfLoad(Pace pace) throws IOException {
      LoadResult result = load(pace, schedule.turn().dividedBy(PARTS));
      p99.add((double) result.viewTimes().percentileMicros(P99));
      failed += result.failures() + result.refusals() + result.unfinished();
    }

    LoadResult load(Pace pace, Duration length) throws IOException {
      return RequestRun.run(
          Wrk.visitors(served.port(), row.work()), row.work().target(), pace, length);
    }

    double perSecond() {
      return summary(perSecond).median();
    }

    Standing standing() {
      return new Standing(
          contender.name(),
          summary(cpu),
          summary(perSecond),
          summary(p99),
          served.memory(),
          failed);
    }

    private static Summary summary(List<Double> values) {
      return Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
