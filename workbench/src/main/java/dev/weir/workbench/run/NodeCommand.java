package dev.weir.workbench.run;

import picocli.CommandLine.Command;

/// `weir node`: runs a cache node.
@Command(name = "node", mixinStandardHelpOptions = true, description = "Run a cache node.")
public final class NodeCommand extends TierCommand {

  public NodeCommand() {
    super(TierKind.NODE);
  }
}
