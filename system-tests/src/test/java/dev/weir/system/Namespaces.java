package dev.weir.system;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Machines of a test: network namespaces of Linux, each with an address of its own, joined by a
/// switch, which this machine is plugged into as well. Needs root.
///
/// The switch is in a namespace too, so that no packet filter of this machine has a say.
final class Namespaces implements AutoCloseable {

  private static final String HERE = "here";

  /// Addresses for measurements, which nobody routes (RFC 2544, RFC 6890).
  private static final String NETWORK = "198.18.";

  private final String prefix = "weir" + ProcessHandle.current().pid();
  private final String subnet = NETWORK + ProcessHandle.current().pid() % 250 + ".";
  private final List<String> hosts;

  private Namespaces(List<String> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /// Why there can be none here; null when there can.
  static @Nullable String obstacle() {
    String probe = "weirprobe" + ProcessHandle.current().pid();
    try {
      run(List.of("ip", "netns", "add", probe));
      run(List.of("ip", "netns", "exec", probe, "iptables", "-A", "INPUT", "-j", "DROP"));
      run(List.of("ip", "netns", "del", probe));
      return null;
    } catch (IOException e) {
      return "network namespaces are not to be had, which takes root, ip and iptables: "
          + e.getMessage();
    }
  }

  static Namespaces of(String... hosts) throws IOException {
    Namespaces made = new Namespaces(List.of(hosts));
    try {
      made.build();
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  private void build() throws IOException {
    String hub = name("switch");
    run(List.of("ip", "netns", "add", hub));
    run(List.of("ip", "-n", hub, "link", "add", "hub", "type", "bridge"));
    run(List.of("ip", "-n", hub, "link", "set", "hub", "up"));
    for (String host : hosts) {
      String name = name(host);
      run(List.of("ip", "netns", "add", name));
      plug(hub, host, List.of("netns", name, "name", "lan"));
      configure(List.of("ip", "-n", name), "lan", host);
      run(List.of("ip", "-n", name, "link", "set", "lo", "up"));
    }
    String device = prefix + "x";
    plug(hub, HERE, List.of("name", device));
    configure(List.of("ip"), device, HERE);
  }

  /// A cable from the switch to a host.
  private void plug(String hub, String host, List<String> hostEnd) throws IOException {
    String port = "to-" + host;
    List<String> cable =
        new ArrayList<>(List.of("ip", "link", "add", port, "netns", hub, "type", "veth", "peer"));
    cable.addAll(hostEnd);
    run(cable);
    run(List.of("ip", "-n", hub, "link", "set", port, "master", "hub", "up"));
  }

  private void configure(List<String> ip, String device, String host) throws IOException {
    run(with(ip, "addr", "add", address(host) + "/24", "dev", device));
    run(with(ip, "link", "set", device, "up"));
  }

  String address(String host) {
    int index = hosts.indexOf(host);
    return subnet + (index < 0 ? 254 : index + 1);
  }

  InetAddress inetAddress(String host) {
    return InetAddress.ofLiteral(address(host));
  }

  /// This machine's address, by which all hosts reach it.
  InetAddress here() {
    return inetAddress(HERE);
  }

  /// What stands before a command that is to run at a host.
  List<String> at(String host) {
    return List.of("ip", "netns", "exec", name(host));
  }

  /// From now on nothing passes between two hosts, and neither is told so.
  void cut(String one, String other) throws IOException {
    filter("-A", one, other);
    filter("-A", other, one);
  }

  /// Undoes [#cut].
  void heal(String one, String other) throws IOException {
    filter("-D", one, other);
    filter("-D", other, one);
  }

  private void filter(String change, String at, String from) throws IOException {
    run(with(at(at), "iptables", change, "INPUT", "-s", address(from), "-j", "DROP"));
  }

  private String name(String host) {
    return prefix + "-" + host;
  }

  private static List<String> with(List<String> start, String... rest) {
    List<String> all = new ArrayList<>(start);
    all.addAll(List.of(rest));
    return all;
  }

  /// The cables go with the namespaces.
  @Override
  public void close() {
    List<String> all = new ArrayList<>(hosts);
    all.add("switch");
    for (String host : all) {
      try {
        run(List.of("ip", "netns", "del", name(host)));
      } catch (IOException e) {
        System.err.println("left behind: " + e.getMessage());
      }
    }
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted at " + String.join(" ", command), e);
    }
  }
}
