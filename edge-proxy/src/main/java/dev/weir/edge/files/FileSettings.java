package dev.weir.edge.files;

import dev.weir.http.FieldLine;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.Default;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One folder of static files.
///
/// - `root`: the folder; it may be a symbolic link that is re-pointed while we run.
/// - `cacheControl`: Cache-Control of every file; none unless said.
/// - `index`: the file answered with for a folder.
/// - `cacheSize`: octets of file content kept in memory.
/// - `cacheFileLimit`: files above this are not kept in memory.
/// - `cacheFiles`: files whose facts are kept in memory.
public record FileSettings(
    Path root,
    @Nullable String cacheControl,
    @Default("index.html") String index,
    @Default("64MiB") ByteSize cacheSize,
    @Default("256KiB") ByteSize cacheFileLimit,
    @Default("4096") int cacheFiles) {

  private static final ByteSize LARGEST_CACHED_FILE = ByteSize.ofMib(16);

  public FileSettings {
    require(
        cacheControl == null || new FieldLine("Cache-Control", cacheControl).isWellFormed(),
        "cacheControl must be one line of text");
    require(
        !index.isEmpty() && index.indexOf('/') < 0 && !index.startsWith("."),
        "index must be a plain file name like index.html");
    require(
        cacheFileLimit.compareTo(LARGEST_CACHED_FILE) <= 0,
        "cacheFileLimit must not exceed 16MiB; larger files are streamed");
    require(cacheFiles > 0, "cacheFiles must be at least 1");
  }

  /// That folder with every default.
  public static FileSettings of(Path root) {
    return new FileSettings(
        root, null, "index.html", ByteSize.ofMib(64), ByteSize.ofKib(256), 4096);
  }

  public FileSettings withCacheControl(String value) {
    return new FileSettings(root, value, index, cacheSize, cacheFileLimit, cacheFiles);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
