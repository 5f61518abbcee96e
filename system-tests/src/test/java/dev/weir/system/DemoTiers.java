package dev.weir.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tiers of the demo, each as a process of its own, by the variables of their configuration
/// files.
final class DemoTiers {

  static final String HOST = "127.0.0.1";

  private DemoTiers() {}

  /// Every port is one that nobody uses at this moment.
  ///
  /// @param folder for logs and the database
  static Map<String, String> onFreePorts(Path folder) throws IOException {
    Map<String, String> variables = new HashMap<>();
    for (String tier : List.of("EDGE", "NODE_A", "NODE_B", "APP")) {
      variables.put("WEIR_DEMO_" + tier + "_PORT", port());
      variables.put("WEIR_DEMO_" + tier + "_ADMIN_PORT", port());
    }
    for (String node : List.of("NODE_A", "NODE_B")) {
      variables.put(
          "WEIR_DEMO_" + node + "_ICP_PORT", Integer.toString(Repository.freeUdpPort(HOST)));
      variables.put("WEIR_DEMO_" + node + "_INVALIDATION_PORT", port());
    }
    variables.put("WEIR_HOME", Repository.root().toString());
    variables.put("WEIR_DEMO_DIR", folder.toString());
    return variables;
  }

  private static String port() throws IOException {
    return Integer.toString(Repository.freePort(HOST));
  }
}
