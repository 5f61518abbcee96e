package dev.weir.workbench.check;

import dev.weir.workbench.run.TierFile;
import dev.weir.workbench.run.TierKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir check`: says whether a configuration file would run, and what it would run with.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Validate a configuration file of any tier and print the effective settings.")
public final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to check.")
  private Path file;

  @Option(
      names = "--as",
      paramLabel = "TIER",
      description = "edge, node or app; told from the file when left out.")
  private @Nullable TierKind kind;

  @Option(names = "--strict", description = "Exit 1 when there are warnings.")
  private boolean strict;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public CheckCommand() {}

  @Override
  public Integer call() throws Exception {
    TierFile checked =
        kind == null
            ? TierFile.read(file, System.getenv())
            : TierFile.read(kind, file, System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    checked.warnings().forEach(warning -> err.println("warning: " + warning));
    out.println("# " + file + ": valid (" + checked.kind().name().toLowerCase(Locale.ROOT) + ")");
    out.print(checked.effective());
    out.flush();
    return strict && !checked.warnings().isEmpty() ? 1 : 0;
  }
}
