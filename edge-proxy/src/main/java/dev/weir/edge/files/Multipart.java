package dev.weir.edge.files;

import dev.weir.edge.files.tree.FileVariant;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ContentRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The framing of several ranges in one response: multipart/byteranges (RFC 9110 §14.6, §15.3.7.2).
final class Multipart {

  private final String boundary;
  private final List<byte[]> heads;
  private final byte[] end;
  private final long length;

  Multipart(FileVariant variant, List<ByteRange> ranges) {
    // Not to be found in the file but by whoever knows its tag before it is written.
    this.boundary = "weir." + String.valueOf(variant.validators().etag()).replace("\"", "");
    this.heads = new ArrayList<>(ranges.size());
    long octets = 0;
    for (ByteRange range : ranges) {
      byte[] head = head(variant, range);
      heads.add(head);
      octets += head.length + range.length();
    }
    this.end = ascii("\r\n--" + boundary + "--\r\n");
    this.length = octets + end.length;
  }

  String contentType() {
    return "multipart/byteranges; boundary=" + boundary;
  }

  /// Octets of the whole content.
  long length() {
    return length;
  }

  /// What stands before the octets of each range.
  List<byte[]> heads() {
    return heads;
  }

  /// What stands behind the octets of the last range.
  byte[] end() {
    return end;
  }

  private byte[] head(FileVariant variant, ByteRange range) {
    return ascii(
        "\r\n--"
            + boundary
            + "\r\nContent-Type: "
            + variant.contentType()
            + "\r\nContent-Range: "
            + ContentRange.of(range, variant.length())
            + "\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
