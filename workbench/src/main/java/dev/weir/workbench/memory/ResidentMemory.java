package dev.weir.workbench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of processes that lies in RAM; 0 where the platform does not tell (Linux does).
public final class ResidentMemory {

  private static final long KIB = 1024;

  private ResidentMemory() {}

  /// Octets of a process and of all its children, pages shared among them counted once
  /// (proportional set size).
  public static long ofTree(ProcessHandle root) {
    return of(root) + root.descendants().mapToLong(ResidentMemory::of).sum();
  }

  /// The most this process has had in RAM since it began, in octets.
  public static long mostOfThis() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .sum();
    } catch (IOException _) {
      return 0; // not Linux
    }
  }

  private static long of(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .sum();
    } catch (IOException _) {
      return 0; // gone, or not Linux
    }
  }
}
