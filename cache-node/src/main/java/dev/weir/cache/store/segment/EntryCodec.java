package dev.weir.cache.store.segment;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.CacheControl;
import dev.weir.http.EntityTag;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The binary form of an entry's metadata: every text and list is preceded by its length, the whole
/// by its version.
public final class EntryCodec {

  private static final byte VERSION = 1;

  /// Stands for directives of which we understand none: not the same as no Cache-Control at all.
  private static final String UNKNOWN_DIRECTIVE = "unknown";

  private EntryCodec() {}

  /// The binary form of a response whose content is this long and, where it is not in the record
  /// itself, lies in `scattered`.
  public static ByteBuffer encode(
      StoredResponse response, long contentBytes, List<Extent> scattered) {
    Octets out = new Octets();
    out.octet(VERSION);
    out.text(response.key().uri());
    out.integer(response.status());
    out.maybeText(response.reason());
    out.text(response.ruleName());
    fields(out, response.fields());
    facts(out, response.facts());
    selecting(out, response.selecting());
    out.integer64(contentBytes);
    out.integer(scattered.size());
    for (Extent extent : scattered) {
      out.integer(extent.segment());
      out.integer64(extent.generation());
      out.integer(extent.offset());
      out.integer(extent.length());
      out.integer(extent.crc());
    }
    return out.toBuffer();
  }

  /// Reads a binary form.
  ///
  /// @throws CorruptRecordException when it is none of ours
  public static EntryMetadata decode(ByteBuffer buffer) throws CorruptRecordException {
    try {
      return decoded(new OctetReader(buffer));
    } catch (RuntimeException e) {
      // Reading beyond the end, a length or an instant out of range, a word no enum has.
      throw new CorruptRecordException("metadata make no sense: " + e);
    }
  }

  private static EntryMetadata decoded(OctetReader in) throws CorruptRecordException {
    int version = in.octet();
    if (version != VERSION) {
      throw new CorruptRecordException("metadata are of version " + version + ", not " + VERSION);
    }
    CacheKey key = new CacheKey(in.text());
    int status = in.integer();
    String reason = in.maybeText();
    String rule = in.text();
    Fields fields = fields(in);
    StoredFacts facts = facts(in, status);
    SelectingFields selecting = selecting(in);
    long contentBytes = in.integer64();
    return new EntryMetadata(
        new StoredResponse(
            key, status, reason, fields, StoredContent.EMPTY, facts, selecting, rule),
        contentBytes,
        extents(in));
  }

  private static void fields(Octets out, Fields fields) {
    out.integer(fields.size());
    for (FieldLine line : fields) {
      out.text(line.name());
      out.text(line.value());
    }
  }

  private static Fields fields(OctetReader in) {
    Fields.Builder fields = Fields.builder();
    for (int left = in.count(); left > 0; left--) {
      fields.add(in.text(), in.text());
    }
    return fields.build();
  }

  private static void facts(Octets out, StoredFacts facts) {
    out.instant(facts.responseTime());
    out.instant(facts.timestamp());
    out.maybeInstant(facts.expiry());
    out.maybeInstant(facts.lastModified());
    EntityTag tag = facts.etag();
    out.maybeText(tag == null ? null : tag.opaque());
    out.octet(tag != null && tag.weak() ? 1 : 0);
    CacheControl directives = facts.cacheControl();
    String understood = directives.toString();
    out.maybeText(
        directives.isEmpty() ? null : understood.isEmpty() ? UNKNOWN_DIRECTIVE : understood);
    out.integer(FlagBits.of(facts.flags()));
    out.maybeInstant(facts.date());
    out.duration(facts.ageValue());
    out.duration(facts.responseDelay());
  }

  private static StoredFacts facts(OctetReader in, int status) {
    var responseTime = in.instant();
    var timestamp = in.instant();
    var expiry = in.maybeInstant();
    var lastModified = in.maybeInstant();
    String opaque = in.maybeText();
    boolean weak = in.octet() == 1;
    String directives = in.maybeText();
    return new StoredFacts(
        status,
        responseTime,
        timestamp,
        expiry,
        lastModified,
        opaque == null ? null : new EntityTag(opaque, weak),
        directives == null ? CacheControl.NONE : CacheControl.parse(directives),
        FlagBits.flags(in.integer()),
        in.maybeInstant(),
        in.duration(),
        in.duration());
  }

  private static void selecting(Octets out, SelectingFields selecting) {
    out.integer(selecting.values().size());
    for (Map.Entry<String, String> value : selecting.values().entrySet()) {
      out.text(value.getKey());
      out.text(value.getValue());
    }
  }

  private static SelectingFields selecting(OctetReader in) {
    Map<String, String> values = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      values.put(in.text(), in.text());
    }
    return values.isEmpty() ? SelectingFields.NONE : new SelectingFields(values);
  }

  private static List<Extent> extents(OctetReader in) {
    List<Extent> extents = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      extents.add(
          new Extent(in.integer(), in.integer64(), in.integer(), in.integer(), in.integer()));
    }
    return extents;
  }
}
