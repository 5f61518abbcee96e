package dev.weir.workbench.run;

import dev.weir.runtime.lifecycle.RunUntilSignal;
import dev.weir.runtime.lifecycle.Tier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What `weir edge`, `weir node` and `weir app` share: read the file, warn, start, run until a
/// signal.
abstract sealed class TierCommand implements Callable<Integer>
    permits EdgeCommand, NodeCommand, AppCommand {

  private final TierKind kind;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The tier's configuration file.")
  private Path config;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  TierCommand(TierKind kind) {
    this.kind = kind;
  }

  @Override
  public Integer call() throws Exception {
    TierFile file = TierFile.read(kind, config, System.getenv());
    PrintWriter err = spec.commandLine().getErr();
    file.warnings().forEach(warning -> err.println("warning: " + warning));
    Tier tier = file.tier();
    RunUntilSignal run =
        new RunUntilSignal(tier); // hears signals from here on: a start may take a while
    tier.start();
    err.println(tier.name() + " is ready at " + tier.uri());
    run.await();
    return 0;
  }
}
