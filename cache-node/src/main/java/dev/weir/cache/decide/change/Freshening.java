package dev.weir.cache.decide.change;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import dev.weir.http.Fields;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a 304 says of the stored response it was asked about (RFC 9111 §4.3.4).
public final class Freshening {
  /// What the octets held are read, found or checked by stays as it came with them (RFC 9111 §3.2;
  /// digests of content are of their own message's, RFC 9530 §2). The media type is not among
  /// these: nothing held was worked out by it.
  private static final Set<String> KEPT =
      Set.of(
          "content-digest",
          "content-encoding",
          "content-length",
          "content-md5",
          "content-range",
          "etag",
          "vary");

  private Freshening() {}

  /// Whether a 304 is about the response held: a tag it names must be that one's, the strong
  /// comparison counting where it is strong. One that names none is taken at its word.
  public static boolean confirms(StoredFacts stored, FieldSource notModified) {
    EntityTag named = tag(notModified);
    EntityTag held = stored.etag();
    if (named == null || held == null) {
      return true;
    }
    return named.weak() ? named.weakMatches(held) : named.strongMatches(held);
  }

  /// The stored fields with those of the 304 in the place of their like (RFC 9111 §3.2).
  ///
  /// @param update the fields of the 304 that may be stored
  public static Fields updated(Fields stored, Fields update) {
    Set<String> replaced = new HashSet<>();
    update.forEach(line -> replaced.add(lower(line.name())));
    replaced.removeAll(KEPT);
    Fields.Builder updated = Fields.builder();
    stored.filter(line -> !replaced.contains(lower(line.name()))).forEach(updated::add);
    update.filter(line -> replaced.contains(lower(line.name()))).forEach(updated::add);
    return updated.build();
  }

  private static @Nullable EntityTag tag(FieldSource fields) {
    String line = fields.first("etag");
    return line == null ? null : EntityTag.parse(line.strip());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
