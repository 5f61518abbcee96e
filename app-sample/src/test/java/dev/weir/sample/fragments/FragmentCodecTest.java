package dev.weir.sample.fragments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.fragments.FragmentCodec.Decoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What memcached hands back is a fragment, or it is refused.
class FragmentCodecTest {

  private static final FragmentKey KEY = FragmentKey.of("page", "7", "12");
  private static final Instant EXPIRES = Instant.parse("2026-01-01T00:00:00Z");
  private static final Fragment FRAGMENT =
      new Fragment("<p>ä</p>".getBytes(StandardCharsets.UTF_8), EXPIRES, Duration.ofMillis(3));

  @Test
  void whatWentInComesOut() {
    Decoded decoded = FragmentCodec.decode(KEY, FragmentCodec.encode(KEY, FRAGMENT));

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Whole.class,
            whole -> {
              assertThat(whole.fragment().content()).isEqualTo(FRAGMENT.content());
              assertThat(whole.fragment().expires()).isEqualTo(EXPIRES);
              assertThat(whole.fragment().cost()).isEqualTo(Duration.ofMillis(3));
            });
  }

  @Test
  void theKnowledgeThatThereIsNothingComesOutToo() {
    Fragment nothing = new Fragment(null, EXPIRES, Duration.ZERO);

    assertThat(FragmentCodec.decode(KEY, FragmentCodec.encode(KEY, nothing)))
        .isInstanceOfSatisfying(
            Decoded.Whole.class, whole -> assertThat(whole.fragment().content()).isNull());
  }

  @Test
  void theValueOfAnotherKeyIsRefused() {
    byte[] other = FragmentCodec.encode(FragmentKey.of("page", "7", "13"), FRAGMENT);

    assertThat(FragmentCodec.decode(KEY, other)).isEqualTo(new Decoded.Refused("another key"));
  }

  @Test
  void everyChangedOctetIsNoticed() {
    byte[] value = FragmentCodec.encode(KEY, FRAGMENT);
    for (int i = 0; i < value.length; i++) {
      byte[] changed = value.clone();
      changed[i] ^= 0x20;
      assertThat(FragmentCodec.decode(KEY, changed)).isInstanceOf(Decoded.Refused.class);
    }
  }

  @Test
  void everyCutIsNoticed() {
    byte[] value = FragmentCodec.encode(KEY, FRAGMENT);
    for (int length = 0; length < value.length; length++) {
      assertThat(FragmentCodec.decode(KEY, Arrays.copyOf(value, length)))
          .isInstanceOf(Decoded.Refused.class);
    }
  }

  // Reliability §1.4: a value that begins with AC ED 00 05 is a miss
  @Test
  void aSerialisedJavaObjectIsRefusedUnread() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(octets)) {
      objects.writeObject("a".repeat(100));
    }

    assertThat(FragmentCodec.decode(KEY, octets.toByteArray()))
        .isEqualTo(new Decoded.Refused("not a fragment"));
  }
}
