package dev.weir.workbench.shadow;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir shadow promote`: puts what is tried in force, at once and as a whole.
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = "Put the rules that are tried in force, at once and as a whole.")
final class PromoteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NodeOptions node;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  PromoteCommand() {}

  @Override
  public Integer call() throws Exception {
    return Ordering.of("/shadow/promote", node, spec.commandLine());
  }
}
