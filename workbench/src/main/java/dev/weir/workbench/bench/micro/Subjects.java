package dev.weir.workbench.bench.micro;

import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.StoreLimits;
import dev.weir.http.CacheControl;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The parts with inputs as they occur.
final class Subjects {

  static final Duration FRESH = Duration.ofSeconds(20);
  static final Duration STALE = Duration.ofDays(30);

  private static final Instant STORED = Instant.parse("2026-11-21T10:00:00Z");
  private static final String HOST = "http://gallery.example.org";
  private static final int URIS = 10_000;
  private static final int RULES = 20;

  private static final Fields RESPONSE =
      Fields.builder()
          .add("Content-Type", "text/html; charset=utf-8")
          .add("Content-Length", "1024")
          .add("Date", HttpDate.format(STORED))
          .add("Last-Modified", HttpDate.format(STORED.minus(Duration.ofHours(3))))
          .add("ETag", "\"gallery-7f3a\"")
          .add("Cache-Control", "public, max-age=600, stale-while-revalidate=60")
          .add("Vary", "Accept-Encoding")
          .build();
  private static final Fields REQUEST =
      Fields.builder()
          .add("Host", "gallery.example.org")
          .add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0")
          .add("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
          .add("Accept-Encoding", "gzip, deflate, br")
          .build();

  private Subjects() {}

  /// @param age of the stored response
  static Operation decide(Duration age) {
    CachePolicy policy = CachePolicy.DEFAULT;
    StoredFacts facts = facts(policy);
    Instant now = STORED.plus(age);
    CacheKey key = CacheKey.of(HOST + "/albums/1");
    return () ->
        Reuse.decide(
            RequestFacts.of("GET", key, REQUEST), facts, RefreshRule.BUILT_IN, policy, now);
  }

  static Operation lookup() {
    Lookup lookup = new Lookup(filled());
    CacheKey key = key(URIS / 2);
    Instant now = STORED.plus(FRESH);
    return () -> lookup.select(key, REQUEST, now);
  }

  static Operation storeGet() {
    ResponseStore store = filled();
    CacheKey[] keys = IntStream.range(0, URIS).mapToObj(Subjects::key).toArray(CacheKey[]::new);
    int[] at = {0};
    return () -> {
      at[0] = (at[0] + 7919) % URIS; // a prime: all in turn, none beside the one before
      return Objects.requireNonNull(store.get(keys[at[0]]));
    };
  }

  static Operation rules() throws NodeConfigException {
    String text =
        IntStream.range(0, RULES - 1)
            .mapToObj(i -> "refresh_pattern -i ^http://[^/]+/area" + i + "/.*\\.html$ 30 20% 600\n")
            .collect(Collectors.joining("", "", "refresh_pattern . 0 20% 4320\n"));
    CachePolicy policy = NodeConfigFile.parse("rules.conf", text, Map.of()).policy();
    CacheKey key = CacheKey.of(HOST + "/static/img/01-first-light.jpg?width=640");
    return () -> policy.ruleFor(key);
  }

  static Operation icpDecode() {
    ByteBuffer datagram = ByteBuffer.allocateDirect(IcpCodec.MAX_OCTETS);
    IcpCodec.encode(IcpMessage.query(7, HOST + "/static/img/01-first-light.jpg"), datagram);
    datagram.flip();
    return () -> IcpCodec.decode(datagram.duplicate());
  }

  static Operation icpEncode() {
    ByteBuffer out = ByteBuffer.allocateDirect(IcpCodec.MAX_OCTETS);
    IcpMessage hit = IcpMessage.answer(IcpOpcode.HIT, 7, HOST + "/static/img/01-first-light.jpg");
    return () -> {
      out.clear();
      IcpCodec.encode(hit, out);
      return out;
    };
  }

  static Operation fields() {
    return () -> CacheControl.of(RESPONSE);
  }

  static Operation key() {
    return () -> CacheKey.of("http", "Gallery.example.org:80", "/albums/1?page=2&sort=name");
  }

  private static ResponseStore filled() {
    ResponseStore store =
        new ResponseStore(new StoreLimits(256L << 20, 1 << 20, StoreLimits.USUAL_VARIANTS_PER_URI));
    StoredFacts facts = facts(CachePolicy.DEFAULT);
    SelectingFields selecting = SelectingFields.of(RESPONSE, REQUEST);
    StoredContent content = StoredContent.copyOf(new byte[1024]);
    for (int i = 0; i < URIS; i++) {
      var _ =
          store.put(
              new StoredResponse(
                  key(i), 200, "OK", RESPONSE, content, facts, selecting, "built in"),
              STORED);
    }
    return store;
  }

  private static StoredFacts facts(CachePolicy policy) {
    return StoredFacts.of(200, RESPONSE, STORED, STORED, policy.interpretation());
  }

  private static CacheKey key(int i) {
    return CacheKey.of(HOST + "/pictures/" + i);
  }
}
