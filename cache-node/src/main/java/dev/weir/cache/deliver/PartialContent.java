package dev.weir.cache.deliver;

import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ByteRanges;
import dev.weir.http.representation.ContentRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Parts of stored content: 206 with one part or several, or 416 (RFC 9110 §15.3.7, §15.5.17).
final class PartialContent {

  private final StoredContent content;

  PartialContent(StoredContent content) {
    this.content = content;
  }

  /// Whether parts are sent at all: several of what is on disk are not worth reading here and
  /// there, and a server may ignore a Range (RFC 9110 §14.2).
  static boolean canSend(StoredContent content, ByteRanges ranges) {
    return content instanceof MemoryContent || ranges.resolve(content.length()).size() < 2;
  }

  /// Sends what of `ranges` there is; the fields of the whole response are in place already.
  void send(ClientExchange exchange, ByteRanges ranges) {
    List<ByteRange> parts = ranges.resolve(content.length());
    switch (parts.size()) {
      case 0 -> unsatisfied(exchange.response(), exchange.ending());
      case 1 -> single(exchange, parts.getFirst());
      default -> several(exchange.response(), parts, exchange.ending());
    }
  }

  private void unsatisfied(Response clientResponse, Callback ending) {
    HttpFields.Mutable fields = clientResponse.getHeaders();
    clientResponse.setStatus(416);
    fields.remove(HttpHeader.CONTENT_TYPE);
    fields.remove(HttpHeader.CONTENT_ENCODING);
    fields.put(HttpHeader.CONTENT_RANGE, ContentRange.unsatisfied(content.length()).toString());
    clientResponse.write(true, null, ending);
  }

  private void single(ClientExchange exchange, ByteRange part) {
    Response clientResponse = exchange.response();
    HttpFields.Mutable fields = clientResponse.getHeaders();
    clientResponse.setStatus(206);
    fields.put(HttpHeader.CONTENT_RANGE, range(part));
    fields.put(HttpHeader.CONTENT_LENGTH, part.length());
    switch (content) {
      case MemoryContent memory ->
          BufferedWrite.last(clientResponse, octets(memory, part), exchange.ending());
      case DiskContent disk -> DiskWrite.last(exchange, disk, part.first(), part.length());
    }
  }

  /// RFC 9110 §14.6.
  private void several(Response clientResponse, List<ByteRange> parts, Callback ending) {
    HttpFields.Mutable fields = clientResponse.getHeaders();
    String type = fields.get(HttpHeader.CONTENT_TYPE);
    String boundary = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    List<ByteBuffer> buffers = new ArrayList<>();
    for (ByteRange part : parts) {
      buffers.add(ascii(partHead(boundary, type, part)));
      buffers.addAll(octets((MemoryContent) content, part));
    }
    buffers.add(ascii("\r\n--" + boundary + "--\r\n"));
    clientResponse.setStatus(206);
    fields.put(HttpHeader.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary);
    fields.put(HttpHeader.CONTENT_LENGTH, buffers.stream().mapToLong(ByteBuffer::remaining).sum());
    BufferedWrite.last(clientResponse, buffers, ending);
  }

  private String partHead(String boundary, String type, ByteRange part) {
    return "\r\n--"
        + boundary
        + (type == null ? "" : "\r\nContent-Type: " + type)
        + "\r\nContent-Range: "
        + range(part)
        + "\r\n\r\n";
  }

  private String range(ByteRange part) {
    return ContentRange.of(part, content.length()).toString();
  }

  private static List<ByteBuffer> octets(MemoryContent content, ByteRange part) {
    return content.slice(part.first(), part.length()).duplicate();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
