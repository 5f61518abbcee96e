package dev.weir.sample.provision;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Objects;

/// The memcached program of this machine, for tests that say so when there is none.
public final class RealMemcached {

  private RealMemcached() {}

  /// Skips the test, with the reason printed, when the program is not installed.
  public static Path program() {
    Path program = ProgramOnPath.find("memcached", System.getenv("PATH"));
    if (program == null) {
      System.out.println("skipped: no memcached on the PATH; install it to run these tests");
    }
    assumeTrue(program != null, "no memcached on the PATH");
    return Objects.requireNonNull(program);
  }
}
