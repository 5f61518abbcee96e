package dev.weir.workbench.bench.store;

import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.store.ResponseStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A process that stores one response after the other until it is killed; prints the number of each
/// that has been written.
@Command(name = "killed-writer", hidden = true)
public final class KilledWriter implements Callable<Integer> {

  static final int LONGEST = 30_000;

  @Parameters(index = "0")
  private Path directory;

  @Parameters(index = "1")
  private long capacity;

  @Parameters(index = "2")
  private long first;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public KilledWriter() {}

  static byte[] octets(long number) {
    return Corpus.octets(number, (int) (number * 7919 % LONGEST));
  }

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    try (ResponseStore store = RingStores.open(directory, 0, capacity)) {
      for (long number = first; ; number++) {
        store.put(Corpus.response(number, StoredContent.copyOf(octets(number))), Corpus.NOW);
        RingStores.settle(store);
        out.println(number + ".");
      }
    }
  }
}
