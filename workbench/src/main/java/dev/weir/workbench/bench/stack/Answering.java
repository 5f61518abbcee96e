package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Waits for the first good answer of a server.
public final class Answering {

  /// How long a server may take to start.
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int READ_LIMIT_MILLIS = 2000;

  private Answering() {}

  /// @throws IOException if the program ends or does not answer 200 within the limit
  public static void await(int port, String target, ServerProcess process) throws IOException {
    await(port, target, process, LIMIT);
  }

  /// As above, for what may take longer or has to be quicker.
  public static void await(int port, String target, ServerProcess process, Duration limit)
      throws IOException {
    process.await(() -> answers(port, target), limit);
  }

  private static boolean answers(int port, String target) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(READ_LIMIT_MILLIS);
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(head, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException _) {
      return false; // not yet
    }
  }
}
