package dev.weir.workbench.shadow;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// Gives a node an order without more to it, and tells what came of it.
final class Ordering {

  private static final int FINDINGS = 1;

  private Ordering() {}

  static int of(String path, NodeOptions node, CommandLine command) throws IOException {
    switch (node.post(path, Map.of(), "")) {
      case NodeOptions.Answer.Done(var report) -> {
        tell(report, command.getOut());
        return 0;
      }
      case NodeOptions.Answer.Refused(String why) -> {
        command.getErr().println(why);
        return FINDINGS;
      }
    }
  }

  private static void tell(JsonNode report, PrintWriter out) {
    if (report.path("trial").isObject()) {
      new Board(report).score(out);
      out.println();
    }
    out.println(report.path("says").asString(""));
    report.path("inForce").path("lines").forEach(line -> out.println("  " + line.asString("")));
    out.flush();
  }
}
