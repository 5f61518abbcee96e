package dev.weir.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of the repository, in whichever folder of it the tests run.
public final class RepositoryRoot {

  private RepositoryRoot() {}

  public static Path folder() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docker-compose.yml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above has a docker-compose.yml");
  }
}
