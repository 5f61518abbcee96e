package dev.weir.workbench.run;

import picocli.CommandLine.Command;

/// `weir app`: runs the sample application, a picture gallery.
@Command(
    name = "app",
    mixinStandardHelpOptions = true,
    description = "Run the sample application, a picture gallery.")
public final class AppCommand extends TierCommand {

  public AppCommand() {
    super(TierKind.APP);
  }
}
