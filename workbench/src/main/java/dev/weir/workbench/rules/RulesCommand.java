package dev.weir.workbench.rules;

import dev.weir.workbench.admin.AdminClient;
import dev.weir.workbench.admin.ShownPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `weir rules`: what each refresh rule of a node does, live.
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Show what each refresh rule of a running node does to its traffic.")
public final class RulesCommand implements Callable<Integer> {

  private static final String ROW = "%-44s %9s %7s %7s %7s %7s %9s %9s %8s %9s  %s%n";

  @Spec private CommandSpec spec;

  @Mixin private ShownPage page;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public RulesCommand() {}

  @Override
  public Integer call() throws Exception {
    page.show("/rules", spec.commandLine().getOut(), RulesCommand::tell);
    return 0;
  }

  private static void tell(JsonNode rules, AdminClient admin, PrintWriter out) throws IOException {
    table(rules, out);
    checked(admin.page("/probe", Map.of()), out);
  }

  private static void table(JsonNode rules, PrintWriter out) {
    out.printf(
        ROW,
        "rule",
        "requests",
        "hit",
        "bytes",
        "304",
        "stale",
        "personal",
        "saved",
        "age",
        "changes/d",
        "");
    for (JsonNode rule : rules) {
      out.printf(
          ROW,
          place(rule.path("position").asString("")) + " " + rule.path("pattern").asString(""),
          String.format(Locale.ROOT, "%,d", rule.path("requests").asLong()),
          percent(rule.path("hitShare")),
          percent(rule.path("byteHitShare")),
          percent(rule.path("validatedShare")),
          rule.path("staleServed").asLong(),
          rule.path("personalRefusals").asLong(),
          String.format(Locale.ROOT, "%,.1f s", rule.path("originSecondsSaved").asDouble()),
          rule.path("medianAgeSeconds").asLong() + " s",
          rule.path("observations").asLong() == 0
              ? "-"
              : String.format(Locale.ROOT, "%.2f", rule.path("changesPerDay").asDouble()),
          note(rule));
    }
  }

  /// How many hits were outdated, where that is measured.
  private static void checked(JsonNode probe, PrintWriter out) {
    if (probe.path("everyMillis").asLong() > 0) {
      out.printf(
          Locale.ROOT,
          "%nhits outdated: %.2f%% by %,d checks with the origin (95%%: %.2f%% to %.2f%%)%n",
          probe.path("rate").asDouble() * 100,
          probe.path("checked").asLong(),
          probe.path("low").asDouble() * 100,
          probe.path("high").asDouble() * 100);
    }
  }

  /// File and line without folders.
  private static String place(String position) {
    return position.substring(position.lastIndexOf('/') + 1);
  }

  private static String note(JsonNode rule) {
    return switch (rule.path("state").asString("")) {
      case "UNUSED" -> "nothing has matched it";
      case "SHADOWED" -> "shadowed by " + rule.path("shadowedBy").asString("");
      default -> "";
    };
  }

  private static String percent(JsonNode share) {
    return String.format(Locale.ROOT, "%.1f%%", share.asDouble() * 100);
  }
}
