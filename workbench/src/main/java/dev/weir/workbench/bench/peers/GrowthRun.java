package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.report.Summary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Measures how costs grow: with the connections, and with the size of the answers.
final class GrowthRun {

  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final int WARM_UPS = 3;

  /// Before the first step of ours: a JVM compiles for some seconds.
  private static final int FIRST_WARM_UPS = 8;

  private static final int CONNECTIONS = 64;
  private static final int OPENED_PER_SECOND = 1024;
  private static final long KIB = 1024;
  private static final List<Integer> STEPS = List.of(1, 16, 256, 4096);

  private final Rig rig;
  private final int rounds;
  private final Duration turn;
  private final Consumer<Growth.Step> progress;

  /// One step before it is measured.
  private record Ask(String name, long size, Wrk.Work work) {}

  /// @param progress hears of every step
  GrowthRun(Rig rig, int rounds, Duration turn, Consumer<Growth.Step> progress) {
    this.rig = rig;
    this.rounds = rounds;
    this.turn = turn;
    this.progress = progress;
  }

  Growth filesByConnections() throws IOException {
    return run(
        "static 10 KiB, by connections",
        "connections",
        Contenders.edgeStatic(),
        Contenders.nginxStatic("nginx", Rows.OPEN_FILES),
        connections());
  }

  Growth hitsByConnections() throws IOException {
    return run(
        "memory hit 10 KiB, by connections",
        "connections",
        Contenders.node(""),
        Contenders.nginxCache(),
        connections());
  }

  Growth filesBySize() throws IOException {
    return run(
        "static, 64 connections, by size",
        "size",
        Contenders.edgeStatic(),
        Contenders.nginxStatic("nginx", Rows.OPEN_FILES),
        List.of(
            sized("1 KiB", KIB, "/1k.bin"),
            sized("10 KiB", 10 * KIB, "/10k.bin"),
            sized("100 KiB", 100 * KIB, "/100k.bin"),
            sized("1 MiB", KIB * KIB, "/1m.bin"),
            sized("10 MiB", 10 * KIB * KIB, "/10m.bin")));
  }

  private static List<Ask> connections() {
    return STEPS.stream()
        .map(count -> new Ask(count.toString(), 1, new Wrk.Work(Contenders.PAGE, count)))
        .toList();
  }

  private static Ask sized(String name, long octets, String target) {
    return new Ask(name, octets, new Wrk.Work(target, CONNECTIONS));
  }

  private Growth run(String work, String unit, Contender ours, Contender peer, List<Ask> asks)
      throws IOException {
    try (Served first = ours.start(rig);
        Served second = peer.start(rig)) {
      String target = asks.getFirst().work().target();
      warmUp(new Wrk.Work(target, CONNECTIONS), first, FIRST_WARM_UPS);
      List<Growth.Step> steps = new ArrayList<>();
      for (Ask ask : asks) {
        Growth.Step step = step(ask, first, second);
        steps.add(step);
        progress.accept(step);
      }
      return new Growth(work, unit, ours.name(), peer.name(), steps);
    }
  }

  private Growth.Step step(Ask ask, Served ours, Served peer) throws IOException {
    warmUp(ask.work(), ours, WARM_UPS);
    warmUp(ask.work(), peer, 1);
    double[] first = new double[rounds];
    double[] second = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      first[round] = micros(ask.work(), ours, turn);
      second[round] = micros(ask.work(), peer, turn);
    }
    return new Growth.Step(
        ask.name(), ask.size(), Summary.of(first).median(), Summary.of(second).median());
  }

  private void warmUp(Wrk.Work work, Served served, int turns) throws IOException {
    for (int i = 0; i < turns; i++) {
      micros(work, served, WARM_UP);
    }
  }

  /// The more connections, the longer, so that opening them counts for little.
  private double micros(Wrk.Work work, Served served, Duration length) throws IOException {
    Duration opening = Duration.ofSeconds(work.connections() / OPENED_PER_SECOND);
    return Turn.of(served, work, length.plus(opening), rig.directory()).micros();
  }
}
