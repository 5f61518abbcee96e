package dev.weir.workbench.bench.cluster.network;

import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamResponse;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A machine on the simulated network with the program that runs on it.
public final class Machine {

  /// What a kernel keeps for a program that does not run, in datagrams and the like.
  private static final int MOST_HELD = 4096;

  /// How its program is.
  public enum Condition {
    WORKING,
    /// Its kernel takes everything in, and the program does nothing (SIGSTOP).
    STOPPED,
    /// Its ports are closed.
    KILLED
  }

  /// What the machine is there for, which decides how the network treats it.
  public enum Role {
    NODE,
    /// The origin, and those who ask on behalf of clients: the network is kind to them.
    OUTSIDE
  }

  /// Answers requests.
  @FunctionalInterface
  public interface Server {
    void accept(UpstreamRequest request, Consumer<UpstreamResponse> then);
  }

  /// Takes datagrams in.
  public interface Socket {
    void arrived(InetSocketAddress source, byte[] octets);

    void unreachable(InetSocketAddress address);
  }

  private final String host;
  private final Role role;
  private final Server server;
  private final Set<Exchange> answering = new LinkedHashSet<>();
  private final List<Runnable> held = new ArrayList<>();
  private @Nullable Socket socket;
  private Condition condition = Condition.WORKING;

  /// @param server answers the requests that come in
  public Machine(String host, Role role, Server server) {
    this.host = host;
    this.role = role;
    this.server = server;
  }

  public String host() {
    return host;
  }

  boolean isNode() {
    return role == Role.NODE;
  }

  Server server() {
    return server;
  }

  /// Datagrams come in there from now on.
  public void listen(Socket at) {
    socket = at;
  }

  @Nullable Socket socket() {
    return socket;
  }

  boolean isKilled() {
    return condition == Condition.KILLED;
  }

  /// Exchanges in which it owes the answer.
  Set<Exchange> answering() {
    return answering;
  }

  /// Runs `work` of the program: now, or when it goes on.
  public void whenWorking(Runnable work) {
    if (condition == Condition.WORKING) {
      work.run();
    } else {
      held.add(work);
    }
  }

  /// The same for what comes from outside, of which the kernel holds so much and no more.
  void receive(Runnable work) {
    if (condition == Condition.WORKING || held.size() < MOST_HELD) {
      whenWorking(work);
    }
  }

  /// From now on its program is so.
  public void fallInto(Condition next) {
    condition = next;
    if (next == Condition.KILLED) {
      List.copyOf(answering).forEach(Exchange::cutOff);
    }
    if (next == Condition.WORKING) {
      List<Runnable> waiting = List.copyOf(held);
      held.clear();
      waiting.forEach(Runnable::run);
    }
  }
}
