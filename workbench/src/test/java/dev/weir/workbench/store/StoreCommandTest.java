package dev.weir.workbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.RecallJudgement;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.StoreLimits;
import dev.weir.cache.store.ring.RingSettings;
import dev.weir.http.Fields;
import dev.weir.workbench.Weir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StoreCommandTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long CAPACITY = 8 << 20;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() throws Exception {
    try (ResponseStore store =
        new ResponseStore(
            new StoreLimits(0, 0, 1),
            List.of(RingSettings.of(folder, CAPACITY, CAPACITY, null)),
            RecallJudgement.NONE,
            InstantSource.system())) {
      store.open();
      store.put(response("/a"), NOW);
      store.put(response("/b"), NOW);
    }
  }

  private static StoredResponse response(String path) {
    Fields fields = Fields.of("Cache-Control", "max-age=60");
    return new StoredResponse(
        CacheKey.of("http://site.test" + path),
        200,
        null,
        fields,
        StoredContent.copyOf(new byte[5000]),
        StoredFacts.of(200, fields, NOW, NOW, Interpretation.untargeted(FreshnessMode.RFC9111)),
        SelectingFields.NONE,
        "line 1");
  }

  private int run(String... arguments) {
    CommandLine command = Weir.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void statisticsAreOfWhatCounts() {
    assertThat(run("store", folder.toString())).isZero();
    assertThat(out.toString()).containsPattern("responses +2\n").containsPattern("status 200 +2\n");
  }

  @Test
  void everyResponseIsListed() {
    assertThat(run("store", folder.toString(), "--list")).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .contains("200       5000 2026-01-01T00:00:00Z 2026-01-01T00:01:00Z http://site.test/a");
  }

  @Test
  void damageIsAFinding() throws Exception {
    assertThat(run("store", folder.toString(), "--verify")).isZero();
    Path file = folder.resolve("ring-00000.seg");
    byte[] octets = Files.readAllBytes(file);
    octets[3000] ^= 1;
    Files.write(file, octets);

    assertThat(run("store", folder.toString(), "--verify")).isEqualTo(1);
    assertThat(out.toString()).contains("1 responses are as they were stored, 1 are damaged");
  }

  @Test
  void directoryThatIsNotThereIsSaidSo() {
    assertThat(run("store", folder.resolve("none").toString())).isEqualTo(4);
    assertThat(err.toString()).contains("none: no such directory");
  }
}
