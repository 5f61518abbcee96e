package dev.weir.cache;

/// With memory only.
final class BadOriginTest extends BadOriginContract {

  @Override
  NodeFixture open() throws Exception {
    return new NodeFixture(config -> NodeFixture.withReadTimeout(config, READ_TIMEOUT));
  }
}
