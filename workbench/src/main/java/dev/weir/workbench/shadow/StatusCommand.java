package dev.weir.workbench.shadow;

import dev.weir.workbench.admin.AdminClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `weir shadow status`: which rules are in force, which are tried, and the score of both.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show which rules are in force, which are tried, and the score of both.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--node",
      paramLabel = "ADMIN",
      defaultValue = "127.0.0.1:9091",
      description = "Admin listener of the node; default ${DEFAULT-VALUE}, node-a of the demo.")
  private String node;

  @Option(names = "--json", description = "Print the node's answer as it is.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  StatusCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (AdminClient admin = new AdminClient(node)) {
      JsonNode report = admin.page("/shadow", Map.of());
      if (json) {
        out.println(report.toPrettyString());
      } else {
        tell(report, out);
      }
    }
    out.flush();
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
