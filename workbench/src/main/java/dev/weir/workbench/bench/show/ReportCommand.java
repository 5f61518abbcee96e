package dev.weir.workbench.bench.show;

import dev.weir.workbench.bench.page.SplitPage;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.ReportFile;
import dev.weir.workbench.bench.report.SplitTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir bench report`: a report that was kept, shown again.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Show a report.json again: as a table, as Markdown, as a page.")
public final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "REPORT.json", description = "What weir bench split wrote.")
  private Path file;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the page there.")
  private @Nullable Path html;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    Report report = ReportFile.read(file);
    if (html != null) {
      ReportFile.write(new SplitPage(report).markup(), html);
      return 0;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(SplitTable.of(report));
    out.flush();
    return 0;
  }
}
