package dev.weir.workbench.tune;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `weir tune`: rehearses cache rules on logs.
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = "Rehearse cache rules on access logs before they are live.",
    subcommands = {ReplayCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class TuneCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the field before run()
  public TuneCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
