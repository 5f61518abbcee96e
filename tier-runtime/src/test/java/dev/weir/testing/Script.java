package dev.weir.testing;

import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a [ScriptedOrigin] does about one request. Immutable: every method returns a changed copy.
///
/// A script writes exactly the fields it was given, plus `Date` (unless [#noDate()]) and the
/// framing fields it needs (unless the same field was given). Offsets of cuts and stalls count
/// octets on the wire behind the head; for [#raw(byte[])] they count from the very first octet.
public final class Script implements Cloneable {

  /// How a script's connection goes on after it.
  enum Ending {
    KEEP,
    CLOSE,
    RESET
  }

  /// Waiting for a gate once `offset` octets are written.
  record Stall(long offset, CountDownLatch gate) {}

  private enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE,
    RAW
  }

  private int status = 200;
  private @Nullable String reason;
  private Fields fields = Fields.EMPTY;
  private Fields trailers = Fields.EMPTY;
  private byte[] content = new byte[0];
  private Framing framing = Framing.LENGTH;
  private int chunkSize = 1024;
  private boolean date = true;
  private boolean early;
  private long end = Long.MAX_VALUE;
  private Ending ending = Ending.KEEP;
  private List<String> informational = List.of();
  private List<Stall> stalls = List.of();
  private @Nullable CountDownLatch headGate;

  private Script() {}

  /// 200 with this text in UTF-8.
  public static Script ok(String content) {
    return ok(content.getBytes(StandardCharsets.UTF_8));
  }

  public static Script ok(byte[] content) {
    return new Script().content(content);
  }

  /// An answer of this status without content.
  public static Script of(int status) {
    return new Script().status(status);
  }

  /// Exactly these octets instead of a response, then the connection is closed.
  public static Script raw(byte[] octets) {
    return new Script()
        .with(script -> {
          script.framing = Framing.RAW;
          script.content = octets.clone();
          script.ending = Ending.CLOSE;
        });
  }

  /// Exactly these octets, given as ISO-8859-1 text, then the connection is closed.
  public static Script raw(String octets) {
    return raw(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Script status(int code) {
    return with(script -> script.status = code);
  }

  public Script reason(String phrase) {
    return with(script -> script.reason = phrase);
  }

  /// Adds a field line.
  public Script header(String name, String value) {
    return with(script -> script.fields = fields.plus(name, value));
  }

  public Script content(byte[] octets) {
    return with(script -> script.content = octets.clone());
  }

  public Script chunked() {
    return with(script -> script.framing = Framing.CHUNKED);
  }

  /// Chunked, in chunks of this many octets (the last may be shorter).
  public Script chunked(int octetsPerChunk) {
    return chunked().with(script -> script.chunkSize = octetsPerChunk);
  }

  /// Chunked, with this field behind the last chunk.
  public Script trailer(String name, String value) {
    return chunked().with(script -> script.trailers = trailers.plus(name, value));
  }

  /// Neither length nor chunks: the content ends with the connection.
  public Script untilClose() {
    return closeAfter().with(script -> script.framing = Framing.UNTIL_CLOSE);
  }

  /// An interim response before the final one, `lines` being whole field lines like `Link: </a>`.
  public Script informational(int code, String... lines) {
    var head = new StringBuilder("HTTP/1.1 " + code + " " + phrase(code) + "\r\n");
    for (String line : lines) {
      head.append(line).append("\r\n");
    }
    var all = new ArrayList<>(informational);
    all.add(head.append("\r\n").toString());
    return with(script -> script.informational = List.copyOf(all));
  }

  /// Ends the connection in good order (FIN) once this many octets are written.
  public Script cutAfter(long octets) {
    return with(script -> {
      script.end = octets;
      script.ending = Ending.CLOSE;
    });
  }

  /// Resets the connection (RST) once this many octets are written.
  public Script resetAfter(long octets) {
    return with(script -> {
      script.end = octets;
      script.ending = Ending.RESET;
    });
  }

  /// Writes interim responses, then waits for the gate before the final head.
  public Script stallBeforeHead(CountDownLatch gate) {
    return with(script -> script.headGate = gate);
  }

  /// Waits for the gate once this many octets are written; several stalls are passed in order.
  public Script stallAfter(long octets, CountDownLatch gate) {
    var all = new ArrayList<>(stalls);
    all.add(new Stall(octets, gate));
    return with(script -> script.stalls = List.copyOf(all));
  }

  /// Closes the connection behind the whole message, without having announced it.
  public Script closeAfter() {
    return with(script -> script.ending = Ending.CLOSE);
  }

  /// Keeps the connection even where closing would be usual (after [#raw(byte[])]).
  public Script keepOpen() {
    return with(script -> script.ending = Ending.KEEP);
  }

  /// Sends no `Date`.
  public Script noDate() {
    return with(script -> script.date = false);
  }

  /// Answers as soon as the request head is there, before its content is read.
  public Script beforeContent() {
    return with(script -> script.early = true);
  }

  boolean isEarly() {
    return early;
  }

  boolean isRaw() {
    return framing == Framing.RAW;
  }

  Ending ending() {
    return ending;
  }

  /// Where the script stops writing, counted like all offsets.
  long end() {
    return end;
  }

  List<Stall> stalls() {
    return stalls;
  }

  @Nullable CountDownLatch headGate() {
    return headGate;
  }

  byte[] interim() {
    return String.join("", informational).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The final head, empty for raw octets.
  byte[] head(String requestMethod, String now) {
    if (isRaw()) {
      return new byte[0];
    }
    var head = new StringBuilder("HTTP/1.1 ").append(status).append(' ');
    head.append(reason == null ? phrase(status) : reason).append("\r\n");
    for (FieldLine line : fields) {
      head.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    if (date && !fields.contains("Date")) {
      head.append("Date: ").append(now).append("\r\n");
    }
    return head.append(framingLine(requestMethod))
        .append("\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String framingLine(String requestMethod) {
    if (fields.contains("Content-Length") || fields.contains("Transfer-Encoding")) {
      return "";
    }
    if (status == 204 || status == 304 || (status < 200 && !"HEAD".equals(requestMethod))) {
      return "";
    }
    return switch (framing) {
      case LENGTH -> "Content-Length: " + content.length + "\r\n";
      case CHUNKED -> "Transfer-Encoding: chunked\r\n";
      case UNTIL_CLOSE, RAW -> "";
    };
  }

  /// The octets behind the head.
  byte[] body(String requestMethod) {
    if (isRaw()) {
      return content.clone();
    }
    if ("HEAD".equals(requestMethod) || status == 204 || status == 304) {
      return new byte[0];
    }
    return framing == Framing.CHUNKED ? chunks() : content.clone();
  }

  private byte[] chunks() {
    var wire = new ByteArrayOutputStream();
    for (int from = 0; from < content.length; from += chunkSize) {
      int size = Math.min(chunkSize, content.length - from);
      wire.writeBytes(ascii(HexFormat.of().toHexDigits(size) + "\r\n"));
      wire.write(content, from, size);
      wire.writeBytes(ascii("\r\n"));
    }
    wire.writeBytes(ascii("0\r\n"));
    for (FieldLine line : trailers) {
      wire.writeBytes(ascii(line.name() + ": " + line.value() + "\r\n"));
    }
    wire.writeBytes(ascii("\r\n"));
    return wire.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String phrase(int code) {
    return switch (code) {
      case 100 -> "Continue";
      case 101 -> "Switching Protocols";
      case 103 -> "Early Hints";
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 304 -> "Not Modified";
      case 404 -> "Not Found";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Status " + code;
    };
  }

  private Script with(Consumer<Script> change) {
    Script copy = clone();
    change.accept(copy);
    return copy;
  }

  @Override
  protected Script clone() {
    try {
      return (Script) super.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
