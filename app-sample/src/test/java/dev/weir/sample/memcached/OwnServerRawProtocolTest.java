package dev.weir.sample.memcached;

import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The raw protocol of the in-process server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnServerRawProtocolTest extends RawProtocolContract {

  private MemcachedServer server;

  @BeforeAll
  void start() throws IOException {
    server = new MemcachedServer(0, 64 << 20, InstantSource.system());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  int port() {
    return server.port();
  }
}
