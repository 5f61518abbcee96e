package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Quantities;
import dev.weir.cache.config.dialect.Words;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads `cache_dir coss path size [options]`, the size in megabytes, `max-size=` in octets,
/// `sync=` in seconds or `never`.
final class CacheDirParser {
  private static final long MEGABYTE = 1L << 20;

  /// What a power cut may cost; a process that dies loses nothing.
  private static final Duration USUAL_SYNC = Duration.ofSeconds(30);

  private static final Set<String> OTHER_STORES = Set.of("ufs", "aufs", "diskd", "rock", "null");

  /// Of Squid's own layout on disk.
  private static final Set<String> LAYOUT =
      Set.of("block-size", "max-stripe-waste", "membufs", "maxfullbufs", "overwrite-percent");

  private CacheDirParser() {}

  static NodeConfig.CacheDir parse(Words words, long defaultMaxSize, Consumer<String> warnings)
      throws BadWordException {
    String type = words.next("a type, a path and a size");
    if (!type.equals("coss")) {
      throw new BadWordException(
          OTHER_STORES.contains(type)
              ? "store '" + type + "' is not supported; write coss"
              : "'" + type + "' is no type; write coss");
    }
    Path path = path(words.next("a path and a size"));
    long capacity = Quantities.octets(words, MEGABYTE);
    long maxSize = defaultMaxSize;
    Duration sync = USUAL_SYNC;
    while (words.hasNext()) {
      String option = words.next("an option");
      String key = option.replaceFirst("=.*", "");
      if (key.equals("max-size") && option.length() > key.length() + 1) {
        maxSize = Quantities.octets(option.substring(key.length() + 1), 1);
      } else if (key.equals("sync") && option.length() > key.length() + 1) {
        sync = sync(option.substring(key.length() + 1));
      } else if (LAYOUT.contains(key)) {
        warnings.accept(key + " is about Squid's layout on disk and has no effect; remove it");
      } else {
        throw new BadWordException(
            "option '" + option + "' is unknown; write max-size=524288, for example");
      }
    }
    if (capacity < MEGABYTE || maxSize > capacity) {
      throw new BadWordException(
          "a size of " + capacity + " octets is too small; write 8000 or 8GB");
    }
    return new NodeConfig.CacheDir(type, path, capacity, maxSize, sync);
  }

  private static @Nullable Duration sync(String word) throws BadWordException {
    if (word.equals("never")) {
      return null;
    }
    if (!word.matches("[1-9][0-9]{0,8}")) {
      throw new BadWordException(
          "sync=" + word + " is no number of seconds; write sync=30 or never");
    }
    return Duration.ofSeconds(Long.parseLong(word));
  }

  static String text(NodeConfig.CacheDir dir) {
    return "cache_dir "
        + dir.type()
        + " "
        + dir.path()
        + " "
        + dir.capacityBytes()
        + "bytes max-size="
        + dir.maxSizeBytes()
        + " sync="
        + (dir.sync() == null ? "never" : dir.sync().toSeconds());
  }

  private static Path path(String word) throws BadWordException {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new BadWordException("'" + word + "' is no path: " + e.getReason());
    }
  }
}
