package dev.weir.workbench.run;

import picocli.CommandLine.Command;

/// `weir edge`: runs the client-facing tier: static files, routes, upstream groups.
@Command(
    name = "edge",
    mixinStandardHelpOptions = true,
    description = "Run the client-facing tier: static files, routes, upstream groups.")
public final class EdgeCommand extends TierCommand {

  public EdgeCommand() {
    super(TierKind.EDGE);
  }
}
