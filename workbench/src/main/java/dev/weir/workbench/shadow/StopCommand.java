package dev.weir.workbench.shadow;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir shadow stop`: ends a trial.
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stop trying; the rules in force stay.")
final class StopCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NodeOptions node;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  StopCommand() {}

  @Override
  public Integer call() throws Exception {
    return Ordering.of("/shadow/stop", node, spec.commandLine());
  }
}
