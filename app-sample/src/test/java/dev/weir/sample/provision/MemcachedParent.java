package dev.weir.sample.provision;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/// A JVM that starts a memcached, prints its process id and port, and waits to be killed.
final class MemcachedParent {

  static final String STARTED = "started ";

  private MemcachedParent() {}

  public static void main(String[] arguments) throws Exception {
    try (MemcachedProcess process =
        MemcachedProcess.start(Path.of(arguments[0]), 8 << 20, InstantSource.system())) {
      System.out.println(STARTED + process.pid() + " " + process.port());
      new CountDownLatch(1).await();
    }
  }
}
