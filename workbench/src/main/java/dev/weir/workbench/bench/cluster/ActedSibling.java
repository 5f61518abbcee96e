package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.stack.LoopbackServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A sibling that plays its part: sound at first, with a MISS for everything, then in trouble.
///
/// It has an address of its own, for Squid takes an ICP message from its own address for its own.
final class ActedSibling implements AutoCloseable {

  static final String ADDRESS = "127.0.0.2";

  private static final int HIT = 2;
  private static final int MISS = 3;
  private static final int DENIED = 22;
  private static final int QUERY_HEADER = 24;
  private static final int HEADER = 20;
  private static final int CLIENT_PATIENCE_MILLIS = 200;

  private final DatagramSocket icp;
  private final ServerSocket http;
  private final List<Socket> held = new ArrayList<>();
  private volatile Trouble trouble = Trouble.KILLED;
  private volatile boolean inTrouble;

  ActedSibling() throws IOException {
    InetAddress address = InetAddress.ofLiteral(ADDRESS);
    icp = new DatagramSocket(new InetSocketAddress(address, 0));
    http = new ServerSocket(0, 1, address);
    Thread.ofVirtual().name("sibling-icp").start(this::answerQueries);
    Thread.ofVirtual().name("sibling-http").start(this::accept);
  }

  int icpPort() {
    return icp.getLocalPort();
  }

  int httpPort() {
    return http.getLocalPort();
  }

  /// From now on it behaves so.
  void fallInto(Trouble next) throws IOException {
    trouble = next;
    inTrouble = true;
    switch (next) {
      case KILLED -> {
        icp.close();
        http.close();
      }
      case UNREACHABLE -> fillQueue();
      default -> {}
    }
  }

  /// A full accept queue: the kernel drops every further SYN.
  private void fillQueue() throws IOException {
    for (int i = 0; i < 16; i++) {
      Socket filler = new Socket();
      synchronized (held) {
        held.add(filler);
      }
      try {
        filler.connect(http.getLocalSocketAddress(), CLIENT_PATIENCE_MILLIS);
      } catch (IOException full) {
        return;
      }
    }
  }

  private boolean isDeaf() {
    return inTrouble && (trouble == Trouble.STOPPED || trouble == Trouble.UNREACHABLE);
  }

  private void answerQueries() {
    byte[] space = new byte[16 * 1024];
    while (!icp.isClosed()) {
      DatagramPacket query = new DatagramPacket(space, space.length);
      try {
        icp.receive(query);
        if (!(inTrouble && trouble == Trouble.STOPPED) && query.getLength() > QUERY_HEADER) {
          byte[] answer = answer(ByteBuffer.wrap(space, 0, query.getLength()));
          icp.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private int opcode() {
    if (!inTrouble) {
      return MISS;
    }
    return switch (trouble.hint()) {
      case MISS -> MISS;
      case HIT -> HIT;
      case DENIED -> DENIED;
    };
  }

  /// RFC 2186: the query with another opcode and without the requester's address.
  private byte[] answer(ByteBuffer query) {
    int length = query.remaining() - (QUERY_HEADER - HEADER);
    ByteBuffer answer = ByteBuffer.allocate(length);
    answer.put((byte) opcode()).put((byte) 2).putShort((short) length).putInt(query.getInt(4));
    answer.position(HEADER);
    answer.put(query.slice(QUERY_HEADER, query.remaining() - QUERY_HEADER));
    return answer.array();
  }

  private void accept() {
    while (!http.isClosed()) {
      if (isDeaf()) {
        return;
      }
      try {
        Socket client = http.accept();
        synchronized (held) {
          held.add(client);
        }
        Thread.ofVirtual().name("sibling-exchange").start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try {
      if (trouble == Trouble.SILENT) {
        return;
      }
      var _ = LoopbackServer.readHead(client.getInputStream());
      client.getOutputStream().write(answer().getBytes(StandardCharsets.ISO_8859_1));
      client.close();
    } catch (IOException gone) {
      // The node gave up, as it should.
    }
  }

  private String answer() {
    return switch (trouble) {
      case FORBIDDEN -> "HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nno\n";
      case BROKEN -> "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 3\r\n\r\nno\n";
      case UNAVAILABLE -> "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 3\r\n\r\nno\n";
      case CUT ->
          "HTTP/1.1 200 OK\r\nAge: 1\r\nCache-Control: max-age=60\r\nContent-Length: 90\r\n\r\nno\n";
      default -> "SSH-2.0-OpenSSH_9.9\r\n";
    };
  }

  @Override
  public void close() throws IOException {
    icp.close();
    http.close();
    synchronized (held) {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }
}
