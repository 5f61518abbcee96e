package dev.weir.workbench.shadow;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `weir shadow`: what other rules would do to a running node's traffic, and how to put them in
/// force.
@Command(
    name = "shadow",
    mixinStandardHelpOptions = true,
    description = {
      "Try cache rules on a running node beside those in force, on a sample of its keys.",
      "Nothing is written to disk: after a restart the configuration file counts."
    },
    subcommands = {
      StartCommand.class,
      StatusCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      StopCommand.class,
    },
    synopsisSubcommandLabel = "COMMAND")
public final class ShadowCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the field before run()
  public ShadowCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
