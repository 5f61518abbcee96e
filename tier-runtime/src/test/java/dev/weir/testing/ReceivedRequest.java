package dev.weir.testing;

import dev.weir.http.Fields;
import java.nio.charset.StandardCharsets;

/// One request as the origin received it.
///
/// @param content the content without its transfer coding
/// @param trailers the fields behind the last chunk, empty without
/// @param connection ordinal of the connection it came on, from 1
// The array is the test's own copy; comparing requests by value is nobody's need.
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedRequest(
    String method,
    String target,
    String version,
    Fields fields,
    byte[] content,
    Fields trailers,
    int connection) {

  /// The content as UTF-8 text.
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  ReceivedRequest withContent(byte[] received, Fields trailerFields) {
    return new ReceivedRequest(
        method, target, version, fields, received, trailerFields, connection);
  }

  @Override
  public String toString() {
    return method + " " + target + " on connection " + connection + " " + fields;
  }
}
