package dev.weir.workbench.bench.store;

import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.ring.RingFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A process that stores random URLs at full speed, with memory and disk full after a while, and
/// prints what memory it takes.
@Command(name = "soak-run", hidden = true)
public final class SoakRun implements Callable<Integer> {

  private static final long MEBI = 1 << 20;
  private static final long CACHE_MEM = 128 * MEBI;
  private static final long RING = 2048 * MEBI;
  private static final long QUEUE = 32 * MEBI;
  private static final int INDEX_BYTES = 250;

  /// The JVM with a heap of 256 MiB, whatever is in it.
  private static final long CONSTANT = 448 * MEBI;

  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:MaxDirectMemorySize=" + (CACHE_MEM + QUEUE + 64 * MEBI));

  private static final int LINES = 30;
  private static final int THREADS = 2;

  @Spec private CommandSpec spec;

  @Parameters(index = "0")
  private Path directory;

  @Parameters(index = "1")
  private long seconds;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public SoakRun() {}

  /// Runs it with little memory, its lines to where ours go.
  static int inAnotherProcess(Path directory, Duration length) throws Exception {
    try {
      return ChildProcess.of(
              JVM, "soak-run", directory.toString(), Long.toString(length.toSeconds()))
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
    } finally {
      RingStores.delete(directory);
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println("cache_mem 128 MiB, ring 2048 MiB, heap 256 MiB; MiB:");
    out.println("     s   puts/s     RSS    anon  mapped    heap  waiting  on disk     bound");
    long bound = 0;
    long most = 0;
    try (ResponseStore store = RingStores.open(directory, CACHE_MEM, RING)) {
      SoakLoad load = new SoakLoad(store, new Reading(new Lookup(store)));
      load.start(THREADS);
      long pause = Math.max(1, seconds / LINES);
      long before = 0;
      for (long at = pause; at <= seconds; at += pause) {
        TimeUnit.SECONDS.sleep(pause);
        long puts = load.puts();
        long responses = RingStores.sum(store.figures(), RingFigures::responses);
        bound = CACHE_MEM + CACHE_MEM / 16 + QUEUE + CONSTANT + responses * INDEX_BYTES;
        long anonymous = status("RssAnon");
        most = Math.max(most, anonymous);
        out.println(line(at, (puts - before) / pause, anonymous, store, bound));
        out.flush();
        before = puts;
      }
      load.stop();
    }
    boolean bounded = most <= bound;
    out.printf(
        Locale.ROOT,
        "at most %d MiB besides mapped files, %s %d MiB%n",
        most / MEBI,
        bounded ? "within" : "MORE THAN",
        bound / MEBI);
    out.flush();
    return bounded ? 0 : 1;
  }

  private static String line(
      long at, long putsPerSecond, long anonymous, ResponseStore store, long bound)
      throws IOException {
    return String.format(
        Locale.ROOT,
        "%6d %8d %7d %7d %7d %7d %8d %8d %9d",
        at,
        putsPerSecond,
        status("VmRSS") / MEBI,
        anonymous / MEBI,
        status("RssFile") / MEBI,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI,
        RingStores.sum(store.figures(), RingFigures::waitingBytes) / MEBI,
        RingStores.sum(store.figures(), RingFigures::responses),
        bound / MEBI);
  }

  /// A size from /proc/self/status, in octets; 0 where there is none.
  private static long status(String name) throws IOException {
    Path file = Path.of("/proc/self/status");
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }
}
