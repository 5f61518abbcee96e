package dev.weir.cache;

import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.store.ring.RingFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// With a `cache_dir`, and everything on it that is kept.
final class BadOriginWithDiskTest extends BadOriginContract {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  BadOriginWithDiskTest() {}

  @Override
  NodeFixture open(Duration readTimeout) throws Exception {
    NodeFixture fixture =
        new NodeFixture(config ->
            NodeFixture.withStorage(
                NodeFixture.withReadTimeout(config, readTimeout),
                new NodeConfig.Storage(
                    16 << 20,
                    4 << 20,
                    0,
                    0,
                    List.of(new NodeConfig.CacheDir("coss", folder, 16 << 20, 4 << 20, null)))));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            fixture.node.figures().store().disks().getFirst().state() == RingFigures.State.READY);
    return fixture;
  }
}
