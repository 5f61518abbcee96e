package dev.weir.cache.store.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Metadata are read as they were written, or refused.
class EntryCodecTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

  private static StoredResponse response(FieldLine... lines) {
    Fields fields = Fields.of(lines);
    return new StoredResponse(
        CacheKey.of("http://site.test/ä?q=[]|{}"),
        203,
        "Sonderfall é",
        fields,
        StoredContent.EMPTY,
        StoredFacts.of(
            203,
            fields,
            NOW.minusMillis(1500),
            NOW,
            Interpretation.untargeted(FreshnessMode.RFC9111)),
        new SelectingFields(Map.of("accept-language", "de", "cookie", "\0")),
        "line 7");
  }

  private static EntryMetadata roundTrip(StoredResponse response, List<Extent> extents)
      throws CorruptRecordException {
    return EntryCodec.decode(EntryCodec.encode(response, 12_345_678_901L, extents));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-age=60",
        "no-cache",
        "no-cache=\"a, b\", private=\"set-cookie\", s-maxage=5",
        "max-age=bad",
        "max-stale, min-fresh=3",
        "unheard-of",
        "must-revalidate, stale-if-error=9, immutable",
        ""
      })
  void everythingIsReadAsItWas(String cacheControl) throws Exception {
    StoredResponse response =
        response(
            new FieldLine("Cache-Control", cacheControl),
            new FieldLine("Set-Thing", "a"),
            new FieldLine("Set-Thing", "ü, \t\""),
            new FieldLine("ETag", "W/\"x\""),
            new FieldLine("Last-Modified", "Wed, 31 Dec 2025 10:00:00 GMT"),
            new FieldLine("Expires", "0"),
            new FieldLine("Age", "7"));
    List<Extent> extents =
        List.of(new Extent(3, 1L << 40, 64, 4096, -1), new Extent(0, 1, 2, 3, 4));

    EntryMetadata read = roundTrip(response, extents);

    assertThat(read.head()).isEqualTo(response);
    assertThat(read.contentBytes()).isEqualTo(12_345_678_901L);
    assertThat(read.extents()).isEqualTo(extents);
  }

  @Test
  void whatIsMissingIsMissing() throws Exception {
    StoredResponse response =
        new StoredResponse(
            CacheKey.of("http://a/"),
            200,
            null,
            Fields.EMPTY,
            StoredContent.EMPTY,
            StoredFacts.of(
                200, Fields.EMPTY, NOW, NOW, Interpretation.untargeted(FreshnessMode.SQUID)),
            SelectingFields.NONE,
            "");
    assertThat(roundTrip(response, List.of()).head()).isEqualTo(response);
  }

  // A checksum stands before this; the codec must not rely on it.
  @Test
  void rubbishIsRefusedWithoutHarm() {
    ByteBuffer right =
        EntryCodec.encode(response(new FieldLine("Cache-Control", "max-age=1")), 5, List.of());
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] octets = new byte[right.limit()];
      right.duplicate().get(octets);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        EntryCodec.decode(ByteBuffer.wrap(octets, 0, random.nextInt(octets.length) + 1));
      } catch (CorruptRecordException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void otherVersionIsRefused() {
    ByteBuffer octets = EntryCodec.encode(response(), 5, List.of());
    octets.put(0, (byte) 2);
    assertThatExceptionOfType(CorruptRecordException.class)
        .isThrownBy(() -> EntryCodec.decode(octets))
        .withMessage("metadata are of version 2, not 1");
  }

  @Test
  void glanceAgreesWithTheFacts() {
    StoredResponse response =
        response(
            new FieldLine("Cache-Control", "max-age=60, must-revalidate"),
            new FieldLine("Last-Modified", "Wed, 31 Dec 2025 10:00:00 GMT"));
    StoredFacts facts = Glance.of(response, 1).facts();
    assertThat(facts.expiry()).isEqualTo(truncated(response.facts().expiry()));
    assertThat(facts.timestamp()).isEqualTo(truncated(response.facts().timestamp()));
    assertThat(facts.lastModified()).isEqualTo(response.facts().lastModified());
    assertThat(facts.flags()).isEqualTo(response.facts().flags());
    assertThat(facts.status()).isEqualTo(203);
  }

  private static Instant truncated(@Nullable Instant instant) {
    return instant == null ? Instant.MIN : Instant.ofEpochMilli(instant.toEpochMilli());
  }
}
