package dev.weir.cache.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of tombstones is there after a restart, and after what may happen to a file.
class TombstoneFileTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final CacheKey KEY = CacheKey.of("http://site.test/a?b=\u00fc&c=%20");

  @TempDir private Path folder;

  private TombstoneFile open(Tombstones tombstones) {
    return TombstoneFile.open(folder, tombstones);
  }

  private Tombstones reopened() {
    var tombstones = new Tombstones();
    open(tombstones).close();
    return tombstones;
  }

  private Path file() {
    return folder.resolve(TombstoneFile.NAME);
  }

  private String fill() {
    var tombstones = new Tombstones();
    try (var _ = open(tombstones)) {
      tombstones.bury(PurgeOrder.drop(KEY), NOW, Tombstone.Source.OWN);
      tombstones.bury(
          PurgeOrder.of(Map.of("prefix", "/b", "mode", "soft")), NOW, Tombstone.Source.HEARD);
      tombstones.heard("0123456789abcdef", 0, 17);
    }
    return tombstones.log();
  }

  @Test
  void everythingIsThereAgain() {
    String log = fill();

    Tombstones after = reopened();

    assertThat(after.log()).isEqualTo(log);
    assertThat(after.latest(KEY)).isEqualTo(NOW);
    assertThat(after.latest(CacheKey.of("http://site.test/b/c"))).isEqualTo(NOW);
    assertThat(after.heardUpTo("0123456789abcdef")).isEqualTo(17);
    assertThat(after.missed(0, 10).tombstones())
        .extracting(Tombstone::source)
        .containsExactly(Tombstone.Source.OWN, Tombstone.Source.HEARD);
  }

  @Test
  void flushedIsThereWhenTheProcessIsKilled() throws Exception {
    var tombstones = new Tombstones();
    try (var _ = open(tombstones)) {
      tombstones.bury(PurgeOrder.drop(KEY), NOW, Tombstone.Source.OWN);
      assertThat(tombstones.flush()).isTrue();

      assertThat(Files.readString(file())).contains("url=http");
    }
  }

  // A sibling may know numbers that never came to the file.
  @Test
  void noNumberIsGivenTwice() {
    fill();
    Tombstones after = reopened();

    Tombstone next = after.bury(PurgeOrder.drop(KEY), NOW, Tombstone.Source.OWN);

    assertThat(next.number()).isGreaterThan(1000);
    assertThat(after.after(1000, 10).tombstones()).containsExactly(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "is=own&n=9", "00000000 is=own&n=9&at=0&url=http%3A%2F%2Fs%2F\n"})
  void damagedLineCostsItselfOnly(String damage) throws IOException {
    fill();
    List<String> lines = new ArrayList<>(Files.readAllLines(file(), StandardCharsets.ISO_8859_1));
    lines.add(2, damage.strip());
    Files.write(file(), lines, StandardCharsets.ISO_8859_1);

    assertThat(reopened().latest(KEY)).isEqualTo(NOW);
  }

  @Test
  void tornEndCostsItselfOnly() throws IOException {
    fill();
    Files.writeString(file(), "1234abcd is=own&n=", StandardOpenOption.APPEND);

    Tombstones after = reopened();

    assertThat(after.latest(KEY)).isEqualTo(NOW);
    assertThat(Files.readString(file())).doesNotContain("1234abcd");
  }

  @Test
  void fileOfSomethingElseCountsAsNone() throws IOException {
    String log = fill();
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    Files.write(file(), noise);

    Tombstones after = reopened();

    assertThat(after.size()).isZero();
    assertThat(after.log()).isNotEqualTo(log);
  }

  @Test
  void fileDoesNotGrowWithoutEnd() throws IOException {
    var tombstones = new Tombstones();
    try (var _ = open(tombstones)) {
      for (int i = 0; i < 20_000; i++) {
        tombstones.bury(PurgeOrder.drop(KEY), NOW.plusMillis(i), Tombstone.Source.OWN);
        if (i % 10 == 0) {
          tombstones.flush();
        }
      }
    }
    assertThat(Files.readAllLines(file()).size()).isLessThan(5000);
    assertThat(reopened().latest(KEY)).isEqualTo(NOW.plusMillis(19_999));
  }

  @Test
  void summaryIsThereAgain() {
    var tombstones = new Tombstones();
    try (var _ = open(tombstones)) {
      for (int i = 0; i <= Tombstones.MOST_URLS; i++) {
        CacheKey key = CacheKey.of("http://site.test/" + i);
        tombstones.bury(PurgeOrder.drop(key), NOW, Tombstone.Source.OWN);
      }
    }
    Tombstones after = reopened();
    after.bury(PurgeOrder.drop(KEY), NOW, Tombstone.Source.OWN);

    assertThat(after.latest(CacheKey.of("http://site.test/0"))).isEqualTo(NOW);
  }

  @Test
  void diskThatCannotBeWrittenIsNoFlush() throws IOException {
    Path missing = folder.resolve("missing");
    var tombstones = new Tombstones();
    try (var _ = TombstoneFile.open(missing, tombstones)) {
      tombstones.bury(PurgeOrder.drop(KEY), NOW, Tombstone.Source.OWN);

      assertThat(tombstones.flush()).isFalse();
      Files.createDirectory(missing);
      assertThat(tombstones.flush()).isTrue();
    }
  }
}
