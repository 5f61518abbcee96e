package dev.weir.workbench.store;

import dev.weir.cache.store.StoreInspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir store DIR`: says what a `cache_dir` holds, by reading its files; changes nothing.
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description =
        "Look into a cache_dir by reading its files: statistics, or what the options say."
            + " A node may be using it.")
public final class StoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of a cache_dir line.")
  private Path directory;

  @Option(
      names = "--list",
      description = "A line for each stored response: status, octets, stored, expires, URL.")
  private boolean list;

  @Option(
      names = "--verify",
      description = "Read every octet and compare it with its checksum; exit 1 on damage.")
  private boolean verify;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public StoreCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + ": no such directory");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (StoreInspection store = new StoreInspection(directory)) {
      StoreReport report = new StoreReport(store, out);
      if (list) {
        report.list();
      }
      boolean sound = !verify || report.verify();
      if (!list && !verify) {
        report.statistics();
      }
      store.faults().forEach(fault -> spec.commandLine().getErr().println(fault));
      out.flush();
      return sound && (!verify || store.faults().isEmpty()) ? 0 : 1;
    }
  }
}
