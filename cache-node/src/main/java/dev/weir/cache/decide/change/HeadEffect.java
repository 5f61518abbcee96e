package dev.weir.cache.decide.change;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import dev.weir.http.HttpDate;
import java.time.InstantSource;

/// What a 200 to a HEAD says of a stored response to a GET that could have answered it (RFC 9111
/// §4.3.5).
public enum HeadEffect {
  /// It is the same: the fields of the HEAD take the place of their like.
  UPDATES,
  /// It is another by now: what is stored is stale.
  OUTDATES;

  /// Compares what the HEAD says with what is stored; what it does not say differs from nothing.
  ///
  /// @param contentOctets length of the content stored
  public static HeadEffect of(StoredFacts stored, long contentOctets, FieldSource head) {
    return sameTag(stored, head) && sameDate(stored, head) && sameLength(contentOctets, head)
        ? UPDATES
        : OUTDATES;
  }

  private static boolean sameTag(StoredFacts stored, FieldSource head) {
    String line = head.first("ETag");
    EntityTag tag = line == null ? null : EntityTag.parse(line.strip());
    return tag == null || tag.equals(stored.etag());
  }

  private static boolean sameDate(StoredFacts stored, FieldSource head) {
    String line = head.first("Last-Modified");
    var date =
        line == null
            ? null
            : HttpDate.parse(line.strip(), InstantSource.fixed(stored.responseTime()));
    return date == null || date.equals(stored.lastModified());
  }

  private static boolean sameLength(long contentOctets, FieldSource head) {
    String line = head.first("Content-Length");
    return line == null || line.strip().equals(Long.toString(contentOctets));
  }
}
