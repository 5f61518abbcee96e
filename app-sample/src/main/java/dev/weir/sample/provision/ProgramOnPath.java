package dev.weir.sample.provision;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds an executable the way a shell does.
public final class ProgramOnPath {

  private ProgramOnPath() {}

  /// @param searchPath the value of `PATH`; `null` finds nothing
  public static @Nullable Path find(String program, @Nullable String searchPath) {
    if (searchPath == null) {
      return null;
    }
    for (String folder : searchPath.split(File.pathSeparator)) {
      Path candidate = candidate(folder, program);
      if (candidate != null && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static @Nullable Path candidate(String folder, String program) {
    try {
      return folder.isEmpty() ? null : Path.of(folder, program);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
