package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.PageView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// The site that visitors look at: the gallery's page and its thirty pictures, and one original
/// that is large.
record Gallery(Path site, PageView view, PageView original) {

  /// Larger than what sockets and the edge hold, small enough for a cache node.
  static final int ORIGINAL_OCTETS = 3 << 20;

  private static final String ORIGINAL = "original.jpg";

  /// Copies the site at `source` to `target` and puts the original beside the pictures.
  static Gallery copy(Path source, Path target) throws IOException {
    for (String folder : List.of("img", "css")) {
      copyFolder(source.resolve(folder), Files.createDirectories(target.resolve(folder)));
    }
    List<String> pictures;
    try (var files = Files.list(target.resolve("img"))) {
      pictures = files.map(file -> "/static/img/" + file.getFileName()).sorted().toList();
    }
    byte[] noise = new byte[ORIGINAL_OCTETS];
    new SplittableRandom(1).nextBytes(noise);
    Files.write(target.resolve("img").resolve(ORIGINAL), noise);
    return new Gallery(target, new PageView("/", pictures), PageView.of("/static/img/" + ORIGINAL));
  }

  private static void copyFolder(Path source, Path target) throws IOException {
    try (var files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
