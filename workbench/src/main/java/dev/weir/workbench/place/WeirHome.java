package dev.weir.workbench.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder this `weir` belongs to: the one `WEIR_HOME` names, or the one it was started in.
public record WeirHome(Path path) {

  public static WeirHome ofThisProcess() {
    Path named = Path.of(System.getenv().getOrDefault("WEIR_HOME", "."));
    return new WeirHome(named.toAbsolutePath().normalize());
  }

  /// A folder to write to, made if there is none.
  ///
  /// @param chosen by whoever runs the command; null for the usual one
  /// @param usual below this folder
  public Path folder(@Nullable Path chosen, String usual) throws IOException {
    return Files.createDirectories(chosen == null ? path.resolve(usual) : chosen);
  }
}
