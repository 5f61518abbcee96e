package dev.weir.workbench.version;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir version`: what is running.
@Command(name = "version", description = "Print the version of Weir and of Java.")
public final class VersionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the field before run()
  public VersionCommand() {}

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    command.getOut().println(new WeirVersion().getVersion()[0]);
  }
}
