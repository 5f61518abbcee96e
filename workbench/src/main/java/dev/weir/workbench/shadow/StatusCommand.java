package dev.weir.workbench.shadow;

import dev.weir.workbench.admin.ShownPage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `weir shadow status`: which rules are in force, which are tried, and the score of both.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show which rules are in force, which are tried, and the score of both.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ShownPage page;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  StatusCommand() {}

  @Override
  public Integer call() throws Exception {
    page.show("/shadow", spec.commandLine().getOut(), (report, _, out) -> tell(report, out));
    return 0;
  }

  private static void tell(JsonNode report, PrintWriter out) {
    out.println(report.path("says").asString(""));
    if (report.path("former").isObject()) {
      out.println(
          "A rollback puts "
              + report.path("former").path("name").asString("")
              + " in force again.");
    }
    if (report.path("trial").isObject()) {
      Board board = new Board(report);
      out.println();
      board.score(out);
      out.println();
      board.keys(out);
    }
  }
}
