package dev.weir.cache.partial;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldSource;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ByteRanges;
import dev.weir.http.representation.Preconditions;
import dev.weir.http.representation.Validators;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What fresh parts are good for when a GET comes (RFC 9111 §3.3).
public sealed interface PartialUse {

  /// They cover what the client wants.
  record Serve(PartialResponse held, ByteRange range) implements PartialUse {}

  /// With these octets more they do.
  record Complete(PartialResponse held, ByteRange missing) implements PartialUse {}

  /// They are of no help.
  record Nothing() implements PartialUse {}

  /// Decides for a request; only a range is served without the rest, and only one.
  static PartialUse of(PartialResponse held, FieldSource request) {
    ByteRange wanted = wanted(held, request);
    if (wanted == null) {
      return new Nothing();
    }
    ByteRange missing = held.lacks(wanted);
    if (missing == null) {
      return new Serve(held, wanted);
    }
    // A range is asked for in part only when the answer can be joined; the whole is worth the try,
    // since an origin that has another by now, or knows no ranges, sends that.
    boolean isWhole = wanted.equals(held.all());
    boolean joins = held.strongValidator() != null;
    return !missing.equals(wanted) && (joins || isWhole)
        ? new Complete(held, missing)
        : new Nothing();
  }

  /// What fresh parts are good for when the whole is to be fetched, whatever range is wanted.
  static PartialUse ofWhole(PartialResponse held, FieldSource request) {
    ByteRange wanted = wanted(held, request);
    if (wanted != null && held.holds(wanted)) {
      return new Serve(held, wanted);
    }
    ByteRange missing = held.lacks(held.all());
    return missing == null ? new Nothing() : new Complete(held, missing);
  }

  /// The octets a request is for, all where it names no range or one to be ignored (RFC 9110
  /// §14.2); null when they are none or several.
  private static @Nullable ByteRange wanted(PartialResponse held, FieldSource request) {
    String line = request.combined("range");
    ByteRanges ranges = line == null || !applies(held, request) ? null : ByteRanges.parse(line);
    if (ranges == null) {
      return held.all();
    }
    List<ByteRange> resolved = ranges.resolve(held.length());
    return resolved.size() == 1 ? resolved.getFirst() : null;
  }

  private static boolean applies(PartialResponse held, FieldSource request) {
    StoredFacts facts = held.head().facts();
    Instant date = facts.date() == null ? facts.responseTime() : facts.date();
    return Preconditions.rangeApplies(request, Validators.of(held.head().fields()), date);
  }
}
