package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreInspectionTest {

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws Exception {
    try (ResponseStore store = DiskStores.open(folder, 0)) {
      store.put(StoredResponses.patterned("/a", 3000), NOW);
      store.put(StoredResponses.patterned("/a", 2000), NOW);
      store.put(StoredResponses.variant("/v", "de"), NOW);
      store.put(StoredResponses.of("/gone", 10), NOW);
      store.invalidate(key("/gone"));
    }
  }

  @Test
  void figuresAreOfWhatCounts() throws Exception {
    try (StoreInspection inspection = new StoreInspection(folder)) {
      assertThat(inspection.summary().responses()).isEqualTo(2);
      assertThat(inspection.summary().contentBytes()).isEqualTo(2010);
      assertThat(inspection.summary().statuses()).isEqualTo(Map.of(200, 2L));
      assertThat(inspection.summary().oldest()).isEqualTo(NOW);
      assertThat(inspection.faults()).isEmpty();
    }
  }

  @Test
  void everyResponseIsListed() throws Exception {
    List<StoreInspection.Row> rows = new ArrayList<>();
    try (StoreInspection inspection = new StoreInspection(folder)) {
      inspection.list(rows::add);
    }
    assertThat(rows)
        .extracting(StoreInspection.Row::uri)
        .containsExactlyInAnyOrder("http://site.test/a", "http://site.test/v");
    assertThat(rows)
        .extracting(StoreInspection.Row::selecting)
        .contains(Map.of("accept-language", "de"));
  }

  @Test
  void damageIsFoundAndNothingIsChanged() throws Exception {
    Path file = folder.resolve("ring-00000.seg");
    damage(file);
    Files.writeString(folder.resolve("ring-00003.seg"), "not ours");
    byte[] before = Files.readAllBytes(file);

    try (StoreInspection inspection = new StoreInspection(folder)) {
      StoreInspection.Verification verification = inspection.verify();
      assertThat(verification.sound()).isEqualTo(1);
      assertThat(verification.damage()).singleElement().asString().contains("damaged");
      assertThat(inspection.faults()).singleElement().asString().contains("ring-00003.seg");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  /// Content of `/a`, which is the second record.
  private static void damage(Path file) throws IOException {
    byte[] content = StoredResponses.pattern("/a", 2000);
    byte[] all = Files.readAllBytes(file);
    int at = 3000;
    while (!ByteBuffer.wrap(all, at, 2000).equals(ByteBuffer.wrap(content))) {
      at++;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) ~content[1000]}), at + 1000L);
    }
  }
}
