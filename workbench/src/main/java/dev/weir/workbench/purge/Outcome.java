package dev.weir.workbench.purge;

import dev.weir.cache.purge.PurgeClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one node made of a purge, in one line without the node's name.
sealed interface Outcome {

  /// For people.
  String line();

  /// The node and all siblings it tells have done it.
  record Done(String line) implements Outcome {}

  /// The node has done it, but it is not on its disk yet, or a sibling has not confirmed: the node
  /// goes on writing and telling.
  record Pending(String line) implements Outcome {}

  /// The node has not done it.
  record Failed(String line) implements Outcome {}

  /// Reads a node's answer.
  static Outcome of(PurgeClient.Answer answer) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(answer.json());
    } catch (JacksonException e) {
      return new Failed("does not answer like the admin listener of a node");
    }
    if (!answer.isDone()) {
      return new Failed(
          "refused with "
              + answer.status()
              + ": "
              + json.path("error").asString("no reason given"));
    }
    if (!json.path("responses").isInt()) {
      return new Failed("does not answer like the admin listener of a node");
    }
    String line = counts(json) + "; " + siblings(json.path("siblings"));
    if (!json.path("durable").asBoolean(true)) {
      return new Pending(line + "; not on its disk yet, a crash may bring it back");
    }
    boolean isPending =
        json.path("siblings").valueStream().anyMatch(each -> !each.asString("").equals("done"));
    return isPending ? new Pending(line) : new Done(line);
  }

  private static String counts(JsonNode json) {
    String what = json.path("mode").asString("").equals("soft") ? "made stale " : "removed ";
    String counts =
        what
            + number(json.path("responses").asInt(), "response")
            + " of "
            + number(json.path("uris").asInt(0), "URL");
    int partial = json.path("partial").asInt(0);
    return partial == 0 ? counts : counts + ", removed the parts of " + number(partial, "URL");
  }

  private static String number(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  private static String siblings(JsonNode siblings) {
    if (siblings.isEmpty()) {
      return "no siblings to tell";
    }
    StringBuilder told = new StringBuilder("siblings:");
    siblings
        .properties()
        .forEach(each ->
            told.append(' ')
                .append(each.getKey())
                .append(' ')
                .append(each.getValue().asString(""))
                .append(','));
    return told.substring(0, told.length() - 1);
  }
}
