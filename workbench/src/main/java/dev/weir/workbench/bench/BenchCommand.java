package dev.weir.workbench.bench;

import dev.weir.workbench.bench.cluster.ClusterCommand;
import dev.weir.workbench.bench.collapse.CollapseCommand;
import dev.weir.workbench.bench.compare.CompareCommand;
import dev.weir.workbench.bench.micro.MicroCommand;
import dev.weir.workbench.bench.peers.GrowthCommand;
import dev.weir.workbench.bench.peers.PeersCommand;
import dev.weir.workbench.bench.show.ReportCommand;
import dev.weir.workbench.bench.split.SplitCommand;
import dev.weir.workbench.bench.store.StoreBenchCommand;
import dev.weir.workbench.bench.tune.TuneBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `weir bench`: one subcommand per thing that can be measured.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure Weir: the split of tiers, its peers, its parts.",
    subcommands = {
      SplitCommand.class,
      PeersCommand.class,
      GrowthCommand.class,
      MicroCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      ClusterCommand.class,
      CollapseCommand.class,
      StoreBenchCommand.class,
      TuneBenchCommand.class,
    },
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the field before run()
  public BenchCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
