package dev.weir.edge.files;

import dev.weir.edge.files.tree.FileVariant;
import dev.weir.http.FieldSource;
import dev.weir.http.representation.AcceptEncoding;
import dev.weir.http.representation.ByteRange;
import dev.weir.http.representation.ByteRanges;
import dev.weir.http.representation.Preconditions;
import java.time.Instant;
import java.util.List;

/// How a request for a file that is there is answered.
sealed interface FileAnswer {

  /// 200.
  record Whole(FileVariant variant) implements FileAnswer {}

  /// 304.
  record NotModified(FileVariant variant) implements FileAnswer {}

  /// 206 with one range.
  record Part(FileVariant variant, ByteRange range) implements FileAnswer {}

  /// 206 with several ranges, each in a part of its own.
  record Parts(FileVariant variant, List<ByteRange> ranges) implements FileAnswer {}

  /// 416.
  record RangeNotSatisfiable(FileVariant variant) implements FileAnswer {}

  /// 412.
  record PreconditionFailed() implements FileAnswer {}

  /// RFC 9110 §13.2.2.
  ///
  /// @param date of the response
  static FileAnswer decide(String method, FieldSource request, FileVariant variant, Instant date) {
    return switch (Preconditions.evaluate(method, request, variant.validators())) {
      case FAILED -> new PreconditionFailed();
      case NOT_MODIFIED -> new NotModified(variant);
      case PROCEED -> {
        String range = method.equals("GET") ? request.combined("Range") : null;
        yield range != null && Preconditions.rangeApplies(request, variant.validators(), date)
            ? ofRange(range, variant)
            : new Whole(variant);
      }
    };
  }

  private static FileAnswer ofRange(String range, FileVariant variant) {
    ByteRanges asked = ByteRanges.parse(range);
    // An empty file has no range to satisfy, and all of it is what the client gets (RFC 9110 §14.2
    // lets us ignore Range).
    if (asked == null || variant.length() == 0) {
      return new Whole(variant);
    }
    List<ByteRange> ranges = asked.resolve(variant.length());
    return switch (ranges.size()) {
      case 0 -> new RangeNotSatisfiable(variant);
      case 1 -> new Part(variant, ranges.getFirst());
      // The parts would each need their Content-Encoding, which no client is known to look for.
      default ->
          variant.coding().equals(AcceptEncoding.IDENTITY)
              ? new Parts(variant, ranges)
              : new Whole(variant);
    };
  }
}
