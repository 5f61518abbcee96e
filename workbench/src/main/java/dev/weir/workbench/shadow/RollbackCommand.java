package dev.weir.workbench.shadow;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir shadow rollback`: puts what was in force before the last promotion in force again.
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Put the rules in force again that were before the last promotion.")
final class RollbackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NodeOptions node;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  RollbackCommand() {}

  @Override
  public Integer call() throws Exception {
    return Ordering.of("/shadow/rollback", node, spec.commandLine());
  }
}
