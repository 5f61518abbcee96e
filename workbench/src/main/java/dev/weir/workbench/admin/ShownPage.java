package dev.weir.workbench.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// A page of a node's admin listener that a command shows: in words, or as it is.
public final class ShownPage {

  /// Puts a page in words.
  public interface Telling {

    /// @param admin for what else is worth asking
    void tell(JsonNode page, AdminClient admin, PrintWriter out) throws IOException;
  }

  @Mixin private NodeOption node;

  @Option(names = "--json", description = "Print the node's answer as it is.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  public ShownPage() {}

  /// @throws IOException when nobody answers, or the answer is an error: its message says which
  public void show(String path, PrintWriter out, Telling telling) throws IOException {
    try (AdminClient admin = node.client()) {
      JsonNode page = admin.page(path, Map.of());
      if (json) {
        out.println(page.toPrettyString());
      } else {
        telling.tell(page, admin, out);
      }
    }
    out.flush();
  }
}
