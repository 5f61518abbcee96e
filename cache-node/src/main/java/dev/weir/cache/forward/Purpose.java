package dev.weir.cache.forward;

import dev.weir.cache.decide.change.Freshening;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldSource;
import dev.weir.http.representation.ByteRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a request to upstream is for, which decides its conditions.
public sealed interface Purpose {

  /// To get the whole representation, whatever conditions the client set: they are weighed against
  /// the answer.
  record Whole() implements Purpose {}

  /// To learn whether a stored response is still good (RFC 9111 §4.3.1).
  record Validate(StoredResponse stored) implements Purpose {}

  /// To learn which of several stored responses, none selected by the request, is the one for it,
  /// or to get another (RFC 9111 §4.1, §4.3.1).
  ///
  /// @param candidates with entity tags that tell them apart
  record Choose(List<Candidate> candidates) implements Purpose {

    /// More tags than this are not sent.
    private static final int MOST = 16;

    /// One that may turn out to be the answer.
    public record Candidate(StoredResponse response, Whereabouts content) {}

    /// Where the content of a candidate is.
    public enum Whereabouts {
      AT_HAND,
      /// To be read first.
      ON_DISK
    }

    /// Among these, null when none has a tag of its own.
    ///
    /// @param onDisk without their content
    public static @Nullable Choose among(List<StoredResponse> atHand, List<StoredResponse> onDisk) {
      Map<EntityTag, Candidate> tagged = new LinkedHashMap<>();
      add(tagged, atHand, Whereabouts.AT_HAND);
      add(tagged, onDisk, Whereabouts.ON_DISK);
      return tagged.isEmpty() ? null : new Choose(List.copyOf(tagged.values()));
    }

    private static void add(
        Map<EntityTag, Candidate> tagged, List<StoredResponse> stored, Whereabouts content) {
      for (StoredResponse each : stored) {
        EntityTag tag = each.facts().etag();
        if (tag != null && each.status() == 200 && tagged.size() < MOST) {
          tagged.putIfAbsent(tag, new Candidate(each, content));
        }
      }
    }

    /// The value of If-None-Match.
    String tags() {
      return candidates.stream()
          .map(each -> String.valueOf(each.response().facts().etag()))
          .collect(Collectors.joining(", "));
    }

    /// The one a 304 names, null when it names none.
    public @Nullable Candidate named(FieldSource notModified) {
      if (!notModified.contains("ETag")) {
        return null;
      }
      return candidates.stream()
          .filter(each -> Freshening.confirms(each.response().facts(), notModified))
          .findFirst()
          .orElse(null);
    }
  }

  /// To get what lacks of a representation held in part, if it is still the same (RFC 9111 §3.4).
  ///
  /// @param otherwise what is asked for when the answer cannot be joined to what is held
  record Complete(PartialResponse held, ByteRange missing, Purpose otherwise) implements Purpose {

    /// The value of Range, open where the end is wanted.
    String range() {
      boolean toTheEnd = missing.last() == held.length() - 1;
      return "bytes=" + missing.first() + "-" + (toTheEnd ? "" : missing.last());
    }
  }

  /// To pass on what the client asked, conditions and ranges included.
  record AsAsked() implements Purpose {}

  /// The one and only [Whole].
  Purpose WHOLE = new Whole();

  /// The one and only [AsAsked].
  Purpose AS_ASKED = new AsAsked();
}
