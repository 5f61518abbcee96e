package dev.weir.workbench.bench.stack;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// CPU time of other processes, user and system, dead threads included.
///
/// `/proc/PID/stat` counts in steps of 10 ms, too coarse for a second of a tier that takes 15 µs a
/// request. POSIX has a clock for every process (`clock_getcpuclockid`), which Linux keeps in
/// nanoseconds; where it cannot be had, `ProcessHandle` tells what the platform knows.
public final class ProcessClock {

  private static final MemoryLayout TIMESPEC =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_LONG.withName("seconds"), ValueLayout.JAVA_LONG.withName("nanos"));

  private static final @Nullable MethodHandle CLOCK_OF_PROCESS = function("clock_getcpuclockid");
  private static final @Nullable MethodHandle READ_CLOCK = function("clock_gettime");

  private ProcessClock() {}

  /// Where the figures come from, for reports.
  public static String source() {
    return posix(ProcessHandle.current().pid()) == null
        ? "ProcessHandle.totalCpuDuration"
        : "the process's POSIX CPU clock";
  }

  /// CPU time of a process and of all its children that run; zero for one that is gone.
  public static Duration ofTree(ProcessHandle root) {
    return root.descendants().map(ProcessClock::of).reduce(of(root), Duration::plus);
  }

  /// CPU time of one process; zero if it is gone.
  public static Duration of(ProcessHandle process) {
    Duration exact = posix(process.pid());
    return exact != null ? exact : process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static @Nullable Duration posix(long pid) {
    MethodHandle clockOf = CLOCK_OF_PROCESS;
    MethodHandle read = READ_CLOCK;
    if (clockOf == null || read == null) {
      return null;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment time = arena.allocate(TIMESPEC);
      boolean known = (int) clockOf.invokeExact((int) pid, clock) == 0;
      if (!known || (int) read.invokeExact(clock.get(ValueLayout.JAVA_INT, 0), time) != 0) {
        return null;
      }
      return Duration.ofSeconds(
          time.getAtIndex(ValueLayout.JAVA_LONG, 0), time.getAtIndex(ValueLayout.JAVA_LONG, 1));
    } catch (Throwable e) { // invokeExact declares it; the C functions throw nothing
      throw new IllegalStateException("the CPU clock of process " + pid + " cannot be read", e);
    }
  }

  // The two functions read a clock: right signatures are all they need to be safe.
  @SuppressWarnings("restricted")
  private static @Nullable MethodHandle function(String name) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null; // the size of a process id and of a timespec is Linux's
    }
    SymbolLookup symbols = Linker.nativeLinker().defaultLookup();
    Optional<MemorySegment> address = symbols.find(name);
    FunctionDescriptor shape =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    return address.map(at -> Linker.nativeLinker().downcallHandle(at, shape)).orElse(null);
  }
}
