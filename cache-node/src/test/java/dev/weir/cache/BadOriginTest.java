package dev.weir.cache;

import java.time.Duration;

/// With memory only.
final class BadOriginTest extends BadOriginContract {

  @Override
  NodeFixture open(Duration readTimeout) throws Exception {
    return new NodeFixture(config -> NodeFixture.withReadTimeout(config, readTimeout));
  }
}
