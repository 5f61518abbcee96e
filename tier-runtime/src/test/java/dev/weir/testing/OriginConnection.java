package dev.weir.testing;

import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One connection of a [ScriptedOrigin]: reads requests and plays the scripts for them, one after
/// the other, until either side ends it.
final class OriginConnection {

  private static final int SLICE = 8 * 1024;

  private final Socket socket;
  private final int ordinal;
  private final ScriptedOrigin origin;
  private final AtomicLong written;
  private final WireReader in;
  private final OutputStream out;

  OriginConnection(Socket socket, int ordinal, ScriptedOrigin origin, AtomicLong written)
      throws IOException {
    this.socket = socket;
    this.ordinal = ordinal;
    this.origin = origin;
    this.written = written;
    socket.setTcpNoDelay(true);
    this.in = new WireReader(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /// Serves until the connection is over; an error of the wire is its end.
  void serve() {
    try (socket) {
      boolean open = true;
      while (open) {
        String requestLine = in.line();
        open = requestLine != null && serveOne(requestLine);
      }
    } catch (CutShortException over) {
      // the client went away between requests or while a script was talking
    } catch (IOException | InterruptedException over) {
      origin.faulty(ordinal, over);
    }
  }

  private boolean serveOne(String requestLine) throws IOException, InterruptedException {
    ReceivedRequest head = head(requestLine);
    origin.begins();
    @Nullable Script early = origin.earlyScript(head);
    if (early != null) {
      Script.Ending ending = play(early, head);
      if (ending == Script.Ending.CLOSE) {
        // The end of the answer does not wait for the end of the request.
        socket.shutdownOutput();
      }
      origin.record(receive(head));
      return goOn(ending, head);
    }
    if ("100-continue".equalsIgnoreCase(head.fields().first("Expect"))) {
      write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    ReceivedRequest request = receive(head);
    origin.record(request);
    return goOn(play(origin.scriptFor(request), request), request);
  }

  private ReceivedRequest head(String requestLine) throws IOException {
    int first = requestLine.indexOf(' ');
    int last = requestLine.lastIndexOf(' ');
    if (first < 1 || last <= first) {
      throw new IOException("not a request line: " + requestLine);
    }
    return new ReceivedRequest(
        requestLine.substring(0, first),
        requestLine.substring(first + 1, last),
        requestLine.substring(last + 1),
        in.fields(),
        new byte[0],
        Fields.EMPTY,
        ordinal);
  }

  private ReceivedRequest receive(ReceivedRequest head) throws IOException {
    try {
      String coding = head.fields().combined("Transfer-Encoding");
      if (coding != null) {
        byte[] content = in.chunks();
        return head.withContent(content, in.fields());
      }
      String length = head.fields().first("Content-Length");
      byte[] content = length == null ? new byte[0] : in.octets(Long.parseLong(length));
      return head.withContent(content, Fields.EMPTY);
    } catch (CutShortException cut) {
      origin.recordCut(head.withContent(cut.received(), Fields.EMPTY));
      throw cut;
    }
  }

  private Script.Ending play(Script script, ReceivedRequest request)
      throws IOException, InterruptedException {
    write(script.interim());
    await(script.headGate());
    write(script.head(request.method(), HttpDate.format(origin.now())));
    byte[] body = script.body(request.method());
    int end = (int) Math.min(body.length, script.end());
    int from = 0;
    for (Script.Stall stall : script.stalls()) {
      int until = (int) Math.min(end, stall.offset());
      write(body, from, until);
      from = Math.max(from, until);
      await(stall.gate());
    }
    write(body, from, end);
    return script.ending();
  }

  private boolean goOn(Script.Ending ending, ReceivedRequest request) throws IOException {
    if (ending == Script.Ending.RESET) {
      socket.setSoLinger(true, 0);
      return false;
    }
    String connection = request.fields().combined("Connection");
    boolean asked = connection != null && connection.toLowerCase(Locale.ROOT).contains("close");
    if (ending == Script.Ending.KEEP && !asked && request.version().equals("HTTP/1.1")) {
      return true;
    }
    endInGoodOrder();
    return false;
  }

  /// A FIN and then reading on: closing with unread octets would send RST instead.
  private void endInGoodOrder() throws IOException {
    socket.shutdownOutput();
    in.untilEnd();
  }

  private void write(byte[] octets) throws IOException {
    write(octets, 0, octets.length);
  }

  private void write(byte[] octets, int from, int until) throws IOException {
    for (int at = from; at < until; at += SLICE) {
      int size = Math.min(SLICE, until - at);
      try {
        out.write(octets, at, size);
      } catch (IOException gone) {
        throw new CutShortException("client gone: " + gone.getMessage(), new byte[0]);
      }
      written.addAndGet(size);
    }
  }

  /// Waits for the gate, and notices meanwhile if the client goes away.
  private void await(@Nullable CountDownLatch gate) throws IOException, InterruptedException {
    if (gate == null) {
      return;
    }
    while (!gate.await(10, TimeUnit.MILLISECONDS)) {
      if (clientGone()) {
        throw new CutShortException("client left while the script was waiting", new byte[0]);
      }
    }
  }

  private boolean clientGone() throws IOException {
    socket.setSoTimeout(1);
    try {
      return in.peek() < 0;
    } catch (SocketTimeoutException stillThere) {
      return false;
    } catch (IOException reset) {
      return true;
    } finally {
      socket.setSoTimeout(0);
    }
  }
}
