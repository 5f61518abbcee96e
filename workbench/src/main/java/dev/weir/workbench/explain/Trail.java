package dev.weir.workbench.explain;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// An explanation as lines for people.
final class Trail {

  private static final int NAME_WIDTH = 10;

  private final JsonNode explanation;

  Trail(JsonNode explanation) {
    this.explanation = explanation;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(explanation.path("request").asString("")).append("\n");
    text.append("as ").append(explanation.path("node").asString("")).append(" sees it\n\n");
    for (JsonNode step : explanation.path("steps")) {
      step(text, step);
    }
    text.append('\n').append(explanation.path("sentence").asString("")).append('\n');
    return text.append(explanation.path("suggestion").asString("")).append('\n').toString();
  }

  private static void step(StringBuilder text, JsonNode step) {
    String name = step.path("step").asString("");
    text.append("  ").append(name);
    text.append(" ".repeat(Math.max(1, NAME_WIDTH - name.length())));
    text.append(step.path("says").asString(""));
    if (step.path("micros").isNumber()) {
      text.append(String.format(Locale.ROOT, "  (%,.1f µs)", step.path("micros").asDouble()));
    }
    text.append('\n');
    for (JsonNode detail : step.path("details")) {
      text.append(" ".repeat(NAME_WIDTH + 2)).append(detail.asString("")).append('\n');
    }
  }
}
