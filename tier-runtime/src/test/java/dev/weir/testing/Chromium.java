package dev.weir.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The browser of this machine, where there is one.
public final class Chromium {

  private Chromium() {}

  /// The program, null if there is none on the PATH.
  public static @Nullable Path find() {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator, -1));
    return folders.stream()
        .map(each -> Path.of(each, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
