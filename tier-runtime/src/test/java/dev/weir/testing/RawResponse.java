package dev.weir.testing;

import dev.weir.http.Fields;
import java.nio.charset.StandardCharsets;

/// One response as it came over the wire.
///
/// @param body the content without its transfer coding, as far as it came
/// @param trailers the fields behind the last chunk, empty without
/// @param complete whether the message ended as its framing promised
// The array is the test's own copy; comparing responses by value is nobody's need.
@SuppressWarnings("ArrayRecordComponent")
public record RawResponse(
    int status, String reason, Fields fields, byte[] body, Fields trailers, boolean complete) {

  /// The body as UTF-8 text.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status
        + " "
        + reason
        + " "
        + fields
        + (complete ? " complete, " : " cut after ")
        + body.length
        + " octets";
  }
}
