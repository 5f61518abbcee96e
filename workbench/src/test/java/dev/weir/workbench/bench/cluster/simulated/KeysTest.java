package dev.weir.workbench.bench.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cache.entry.CacheKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("keys"), text);
  }

  @Test
  void listOfUrlsIsTakenAsItIs() throws IOException {
    Keys keys = Keys.of(file("http://a.test/x\nhttps://b.test/y\n\nhttp://a.test/x\n"));

    assertThat(keys.asked())
        .extracting(CacheKey::uri)
        .containsExactly("http://a.test/x", "https://b.test/y", "http://a.test/x");
    assertThat(keys.all()).hasSize(2);
  }

  @Test
  void ofALogTheGetsCount() throws IOException {
    String line = "192.0.2.1 - - [17/May/2015:10:05:03 +0000] \"%s /p HTTP/1.1\" 200 10\n";

    Keys keys = Keys.of(file(line.formatted("GET") + line.formatted("POST")));

    assertThat(keys.asked()).extracting(CacheKey::pathAndQuery).containsExactly("/p");
  }

  @Test
  void fileWithoutUrlsIsRefused() throws IOException {
    Path empty = file("");

    assertThatThrownBy(() -> Keys.of(empty))
        .isInstanceOf(IOException.class)
        .hasMessage(empty + ": no URL found; give an access log or a list of URLs");
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Keys.of(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": cannot be read; check the path");
  }

  @Test
  void lineThatIsNoUrlIsNamed() throws IOException {
    Path file = file("http://a.test/x\nnonsense\n");

    assertThatThrownBy(() -> Keys.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void madeUpUrlsAreAskedForByRank() {
    Keys keys = Keys.zipf(1000, 10_000, 1);

    long first = keys.asked().stream().filter(keys.all().getFirst()::equals).count();
    long last = keys.asked().stream().filter(keys.all().getLast()::equals).count();
    assertThat(keys.all()).hasSize(1000);
    // Σ 1/i^0.9 over 1,000 is 10.5, so the first gets about 10,000 / 10.5 and the last a 500th.
    assertThat(first).isBetween(800L, 1100L);
    assertThat(last).isLessThan(10);
  }

  @Test
  void widenedKeysAreAllDifferent() {
    Keys keys = Keys.zipf(10, 10, 1).widenedTo(35);

    assertThat(keys.all()).hasSize(35).doesNotHaveDuplicates();
  }
}
