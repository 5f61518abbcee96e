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

  /// Options with an effect.
  static final Set<String> KNOWN = Set.of("max-size", "sync");

  /// Of Squid's own layout on disk.
  static final Set<String> LAYOUT =
      Set.of("block-size", "max-stripe-waste", "membufs", "maxfullbufs", "overwrite-percent");

  /// Of Squid's that we do without.
  static final Set<String> WITHOUT_EFFECT = Set.of("min-size", "read-only", "no-store");

  private CacheDirParser() {}

  /// What may stand after the size.
  private static final class Options {
    private @Nullable Long maxSize;
    private @Nullable Duration sync = USUAL_SYNC;

    /// What is not said must fit, whatever may be stored elsewhere.
    private long maxSize(long capacity, long usual) throws BadWordException {
      Long said = maxSize;
      if (said != null && said > capacity) {
        throw new BadWordException(
            "max-size=" + said + " is more than the size of " + capacity + " octets; write less");
      }
      return said == null ? Math.min(usual, capacity) : said;
    }
  }

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
    Options options = new Options();
    while (words.hasNext()) {
      read(words.next("an option"), options, warnings);
    }
    if (capacity < MEGABYTE) {
      throw new BadWordException(
          "a size of " + capacity + " octets is too small; write 8000 or 8GB");
    }
    return new NodeConfig.CacheDir(
        type, path, capacity, options.maxSize(capacity, defaultMaxSize), options.sync);
  }

  private static void read(String option, Options into, Consumer<String> warnings)
      throws BadWordException {
    int mark = option.indexOf('=');
    String name = mark < 0 ? option : option.substring(0, mark);
    String value = mark < 0 ? "" : option.substring(mark + 1);
    if (LAYOUT.contains(name)) {
      warnings.accept(name + " is about Squid's layout on disk and has no effect; remove it");
    } else if (WITHOUT_EFFECT.contains(name)) {
      warnings.accept(name + " has no effect: what is cacheable is stored; remove it");
    } else if (KNOWN.contains(name) && !value.isEmpty()) {
      if (name.equals("sync")) {
        into.sync = sync(value);
      } else {
        into.maxSize = Quantities.octets(value, 1);
      }
    } else {
      throw new BadWordException(
          "option '" + option + "' is unknown; write max-size=524288, for example");
    }
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
      throw new BadWordException("'" + word + "' is no path: " + e.getReason() + "; correct it");
    }
  }
}
