package dev.weir.http.representation;

import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import dev.weir.http.HttpDate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What tells one state of a representation from another: its entity tag and when it was last
/// modified, in whole seconds (RFC 9110 §8.8).
public record Validators(@Nullable EntityTag etag, @Nullable Instant lastModified) {

  public Validators {
    lastModified = lastModified == null ? null : lastModified.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The validators a response states; a malformed one counts as missing.
  public static Validators of(FieldSource responseFields) {
    String etag = responseFields.first("ETag");
    String lastModified = responseFields.first("Last-Modified");
    return new Validators(
        etag == null ? null : EntityTag.parse(etag),
        lastModified == null ? null : HttpDate.parse(lastModified));
  }
}
