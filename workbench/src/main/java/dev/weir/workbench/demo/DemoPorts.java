package dev.weir.workbench.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The variables of the demo's configuration files: where its tiers listen and where they write.
///
/// Without them the files name well-known ports (8080, 3128, ...); for a smoke run every port is a
/// free one.
record DemoPorts(Map<String, String> variables) {

  private static final String[] TCP = {
    "WEIR_EDGE_PORT",
    "WEIR_EDGE_ADMIN_PORT",
    "WEIR_NODE_A_PORT",
    "WEIR_NODE_A_ADMIN_PORT",
    "WEIR_NODE_B_PORT",
    "WEIR_NODE_B_ADMIN_PORT",
    "WEIR_APP_PORT",
    "WEIR_APP_ADMIN_PORT",
  };
  private static final String[] UDP = {"WEIR_NODE_A_ICP_PORT", "WEIR_NODE_B_ICP_PORT"};

  DemoPorts {
    variables = Map.copyOf(variables);
  }

  /// The environment decides; what it does not say keeps the files' defaults.
  static DemoPorts wellKnown(Path home, Path directory, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("WEIR_HOME", home.toString());
    variables.put("WEIR_DEMO_DIR", directory.toString());
    return new DemoPorts(variables);
  }

  /// As above, but each port is one that nobody uses at this moment.
  static DemoPorts free(Path home, Path directory, Map<String, String> environment)
      throws IOException {
    Map<String, String> variables =
        new HashMap<>(wellKnown(home, directory, environment).variables());
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
