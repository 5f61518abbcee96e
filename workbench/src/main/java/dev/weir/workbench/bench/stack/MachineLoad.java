package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What all processes together have taken of the machine so far, and what its host has taken.
///
/// - `busy`: CPU time not spent idle, over all cores.
/// - `stolen`: CPU time that a virtual machine wanted and did not get.
public record MachineLoad(Duration busy, Duration stolen) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on every Linux

  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;

  /// Zero where the platform does not tell.
  public static MachineLoad now() {
    try (var lines = Files.lines(STAT)) {
      return parse(lines.findFirst().orElse(""));
    } catch (IOException _) {
      return new MachineLoad(Duration.ZERO, Duration.ZERO);
    }
  }

  /// @param line the first line of `/proc/stat`: `cpu user nice system idle iowait irq softirq
  ///   steal`
  static MachineLoad parse(String line) {
    String[] words = line.strip().split(" +");
    long busy = 0;
    long stolen = 0;
    for (int i = 0; i <= STEAL && i + 1 < words.length; i++) {
      long ticks = Long.parseLong(words[i + 1]);
      if (i == STEAL) {
        stolen = ticks;
      } else if (i != IDLE && i != IO_WAIT) {
        busy += ticks;
      }
    }
    return new MachineLoad(
        Duration.ofNanos(busy * NANOS_PER_TICK), Duration.ofNanos(stolen * NANOS_PER_TICK));
  }

  public MachineLoad since(MachineLoad before) {
    return new MachineLoad(busy.minus(before.busy), stolen.minus(before.stolen));
  }
}
