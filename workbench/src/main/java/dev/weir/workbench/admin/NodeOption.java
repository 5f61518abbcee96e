package dev.weir.workbench.admin;

import picocli.CommandLine.Option;

/// Which node a command speaks to.
public final class NodeOption {

  @Option(
      names = "--node",
      paramLabel = "ADMIN",
      defaultValue = "127.0.0.1:9091",
      description = "Admin listener of the node; default ${DEFAULT-VALUE}, node-a of the demo.")
  private String node;

  @SuppressWarnings("NullAway.Init") // picocli injects the field
  public NodeOption() {}

  /// As it was given.
  public String text() {
    return node;
  }

  public AdminClient client() {
    return new AdminClient(node);
  }
}
