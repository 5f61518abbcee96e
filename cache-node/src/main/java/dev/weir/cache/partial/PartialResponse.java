package dev.weir.cache.partial;

import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.EntityTag;
import dev.weir.http.HttpDate;
import dev.weir.http.representation.ByteRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the node holds of a representation it does not hold whole; immutable.
///
/// @param head the response as if it were whole (status 200, no Content-Range), without content
/// @param length of the whole representation, in octets
/// @param parts ascending, with a gap between any two
public record PartialResponse(StoredResponse head, long length, List<HeldPart> parts) {

  /// So many pieces are no longer worth their bookkeeping; the shortest is let go.
  static final int MOST_PARTS = 16;

  /// Copies the parts.
  public PartialResponse {
    parts = List.copyOf(parts);
  }

  /// One part of a representation.
  ///
  /// @param content as long as the range
  public static PartialResponse of(StoredResponse head, PartRange range, MemoryContent content) {
    return new PartialResponse(
        head, range.completeLength(), List.of(new HeldPart(range.range().first(), content)));
  }

  /// Whether all octets of `wanted` are held.
  public boolean holds(ByteRange wanted) {
    return parts.stream().anyMatch(part -> part.contains(wanted));
  }

  /// The octets of `wanted`, all of which are held.
  public MemoryContent content(ByteRange wanted) {
    return parts.stream()
        .filter(part -> part.contains(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not held: " + wanted))
        .slice(wanted);
  }

  /// From the first to the last octet of `wanted` that is not held; null when all are.
  public @Nullable ByteRange lacks(ByteRange wanted) {
    if (holds(wanted)) {
      return null;
    }
    long first = wanted.first();
    long last = wanted.last();
    for (HeldPart part : parts) {
      ByteRange held = part.range();
      if (held.first() <= first && first <= held.last()) {
        first = held.last() + 1;
      }
      if (held.first() <= last && last <= held.last()) {
        last = held.first() - 1;
      }
    }
    return new ByteRange(first, last);
  }

  /// All octets of the representation.
  public ByteRange all() {
    return new ByteRange(0, length - 1);
  }

  /// Whether every octet is held.
  public boolean isWhole() {
    return holds(all());
  }

  /// The response made whole, every octet of which is held.
  public StoredResponse whole() {
    return new StoredResponse(
        head.key(),
        head.status(),
        head.reason(),
        head.fields(),
        content(all()),
        head.facts(),
        head.selecting(),
        head.ruleName());
  }

  /// What tells this representation from every other, as a value for If-Range; null when nothing
  /// does: parts can then neither be joined nor asked for with certainty (RFC 9110 §8.8.1).
  public @Nullable String strongValidator() {
    StoredFacts facts = head.facts();
    EntityTag tag = facts.etag();
    if (tag != null) {
      return tag.weak() ? null : tag.toString();
    }
    Instant modified = facts.lastModified();
    Instant date = facts.date();
    // RFC 9110 §8.8.2.2: a date a second older than the response cannot belong to two states.
    if (modified == null || date == null || modified.plusSeconds(1).isAfter(date)) {
      return null;
    }
    return HttpDate.format(modified);
  }

  /// Whether both are of one representation (RFC 9111 §3.4).
  public boolean isOfSame(PartialResponse other) {
    String validator = strongValidator();
    return validator != null && validator.equals(other.strongValidator()) && length == other.length;
  }

  /// These parts and those of `newer`, which is of the same representation, under one head.
  public PartialResponse joinedWith(PartialResponse newer, StoredResponse newHead) {
    List<HeldPart> joined = new ArrayList<>(newer.parts);
    for (HeldPart older : parts) {
      HeldPart grown = older;
      for (HeldPart part : List.copyOf(joined)) {
        if (part.touches(grown)) {
          joined.remove(part);
          grown = part.joinedWith(grown);
        }
      }
      joined.add(grown);
    }
    while (joined.size() > MOST_PARTS) {
      joined.remove(
          joined.stream().min(Comparator.comparingLong(part -> part.content().length())).get());
    }
    joined.sort(Comparator.comparingLong(HeldPart::first));
    return new PartialResponse(newHead, length, joined);
  }

  /// What it costs in memory, in octets.
  public long octets() {
    return head.octets() + parts.stream().mapToLong(part -> part.content().length()).sum();
  }
}
