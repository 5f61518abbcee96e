package dev.weir.workbench.bench.store;

import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.ring.RingFigures;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A process that opens a ring and asks for what is in it until it gets something; prints how long
/// that took since the process began, how long until all was known, and what it takes in memory.
@Command(name = "restart-probe", hidden = true)
public final class RestartProbe implements Callable<Integer> {

  private static final long MEMORY = 64 << 20;

  @Spec private CommandSpec spec;

  @Parameters(index = "0")
  private Path directory;

  @Parameters(index = "1")
  private long capacity;

  @Parameters(index = "2")
  private int objects;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public RestartProbe() {}

  @Override
  public Integer call() throws Exception {
    long heapBefore = heap();
    try (ResponseStore store = RingStores.open(directory, MEMORY, capacity)) {
      Reading reading = new Reading(new Lookup(store));
      Random random = new Random(objects);
      while (reading.octets(Corpus.key(random.nextInt(objects))) == null) {
        Thread.onSpinWait();
      }
      long firstHit = sinceStart();
      RingStores.load(store);
      long loaded = sinceStart();
      long cpu = Meter.processCpuMillis();
      long known = RingStores.sum(store.figures(), RingFigures::responses);
      long heap = heap() - heapBefore;
      PrintWriter out = spec.commandLine().getOut();
      out.println(firstHit + " " + loaded + " " + known + " " + heap + " " + cpu);
      out.flush();
    }
    return 0;
  }

  /// Milliseconds.
  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
