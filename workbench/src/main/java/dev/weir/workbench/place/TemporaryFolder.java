package dev.weir.workbench.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A new folder that is gone, with all that is in it, once it is closed.
public record TemporaryFolder(Path path) implements AutoCloseable {

  public static TemporaryFolder make(String prefix) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(prefix));
  }

  @Override
  public void close() throws IOException {
    try (var paths = Files.walk(path)) {
      for (Path each : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
