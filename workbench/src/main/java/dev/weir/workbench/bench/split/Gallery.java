package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.PageView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// The site that visitors look at: the gallery's page and its thirty pictures, and one original
/// that is large.
public record Gallery(Path site, PageView view, PageView original) {

  /// More than the kernel holds for a connection (4 MiB) and the edge reads ahead.
  static final int ORIGINAL_OCTETS = 12 << 20;

  private static final String ORIGINAL = "original.jpg";

  /// Copies the site at `source` to `target` and puts the original beside the pictures.
  static Gallery copy(Path source, Path target) throws IOException {
    for (String folder : List.of("img", "css")) {
      copyFolder(source.resolve(folder), Files.createDirectories(target.resolve(folder)));
    }
    PageView view = viewOf(target);
    byte[] noise = new byte[ORIGINAL_OCTETS];
    new SplittableRandom(1).nextBytes(noise);
    Files.write(target.resolve("img").resolve(ORIGINAL), noise);
    return new Gallery(target, view, PageView.of("/static/img/" + ORIGINAL));
  }

  /// The gallery's page with every picture of a site.
  public static PageView viewOf(Path site) throws IOException {
    try (var files = Files.list(site.resolve("img"))) {
      return new PageView(
          "/", files.map(file -> "/static/img/" + file.getFileName()).sorted().toList());
    }
  }

  private static void copyFolder(Path source, Path target) throws IOException {
    try (var files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
