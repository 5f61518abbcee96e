package dev.weir.workbench.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The variables of the demo's configuration files: where its tiers listen and where they write.
///
/// Without them the files name well-known ports (8080, 3128, ...); for a smoke run every port is a
/// free one. None begins like the variables that override settings, `WEIR_EDGE_` and `WEIR_APP_`.
public record DemoPorts(Map<String, String> variables) {

  /// What nobody has to know beforehand the system gives out when it is opened.
  private static final List<String> OPENED_ANYWHERE =
      List.of("WEIR_DEMO_EDGE_PORT", "WEIR_DEMO_EDGE_ADMIN_PORT", "WEIR_DEMO_APP_ADMIN_PORT");

  /// What stands in another tier's file too, or where 0 means none.
  private static final List<String> TCP =
      List.of(
          "WEIR_DEMO_NODE_A_PORT",
          "WEIR_DEMO_NODE_A_ADMIN_PORT",
          "WEIR_DEMO_NODE_A_INVALIDATION_PORT",
          "WEIR_DEMO_NODE_B_PORT",
          "WEIR_DEMO_NODE_B_ADMIN_PORT",
          "WEIR_DEMO_NODE_B_INVALIDATION_PORT",
          "WEIR_DEMO_APP_PORT");

  private static final List<String> UDP =
      List.of("WEIR_DEMO_NODE_A_ICP_PORT", "WEIR_DEMO_NODE_B_ICP_PORT");

  public DemoPorts {
    variables = Map.copyOf(variables);
  }

  /// Where logs and the database go. Empty is unset, as in the files' `${WEIR_DEMO_DIR:-var/demo}`.
  static Path directory(Path home, Map<String, String> environment) {
    String named = environment.getOrDefault("WEIR_DEMO_DIR", "");
    Path folder = named.isEmpty() ? home.resolve("var/demo") : Path.of(named);
    return folder.toAbsolutePath().normalize();
  }

  /// The environment decides; what it does not say keeps the files' defaults.
  static DemoPorts wellKnown(Path home, Path directory, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("WEIR_HOME", home.toString());
    variables.put("WEIR_DEMO_DIR", directory.toString());
    return new DemoPorts(variables);
  }

  /// As above, but each port is one that nobody uses at this moment. Somebody may take it before
  /// the tier does: then other ports have to be tried.
  public static DemoPorts free(Path home, Path directory, Map<String, String> environment)
      throws IOException {
    Map<String, String> variables =
        new HashMap<>(wellKnown(home, directory, environment).variables());
    OPENED_ANYWHERE.forEach(name -> variables.put(name, "0"));
    variables.putAll(freePorts());
    return new DemoPorts(variables);
  }

  // All sockets stay open until the last port is known, so that no port is handed out twice.
  private static Map<String, String> freePorts() throws IOException {
    Map<String, ServerSocket> streams = new LinkedHashMap<>();
    Map<String, DatagramSocket> datagrams = new LinkedHashMap<>();
    Map<String, String> ports = new HashMap<>();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      for (String name : TCP) {
        ServerSocket socket = new ServerSocket();
        streams.put(name, socket);
        socket.bind(anyPort);
        ports.put(name, Integer.toString(socket.getLocalPort()));
      }
      for (String name : UDP) {
        DatagramSocket socket = new DatagramSocket(anyPort);
        datagrams.put(name, socket);
        ports.put(name, Integer.toString(socket.getLocalPort()));
      }
      return ports;
    } finally {
      for (ServerSocket socket : streams.values()) {
        socket.close();
      }
      datagrams.values().forEach(DatagramSocket::close);
    }
  }
}
