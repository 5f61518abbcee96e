package dev.weir.sample.memcached;

import dev.weir.sample.provision.MemcachedProcess;
import dev.weir.sample.provision.RealMemcached;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The client library against the memcached program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealServerClientLibraryTest extends ClientLibraryContract {

  private MemcachedProcess process;

  @BeforeAll
  void start() throws IOException {
    process = MemcachedProcess.start(RealMemcached.program(), 64 << 20, InstantSource.system());
  }

  @AfterAll
  void stop() {
    if (process != null) {
      process.close();
    }
  }

  @Override
  int port() {
    return process.port();
  }
}
