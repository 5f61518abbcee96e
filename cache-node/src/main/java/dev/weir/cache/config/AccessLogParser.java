package dev.weir.cache.config;

import dev.weir.cache.config.NodeConfig.AccessLogSettings;
import dev.weir.cache.config.NodeConfig.AccessLogSettings.Format;
import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Words;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// Reads `access_log none`, or `access_log place [format]` with the place a path, `-` for standard
/// output, `stdio:` or `daemon:` path.
final class AccessLogParser {
  static final AccessLogSettings DEFAULT = new AccessLogSettings("-", Format.SQUID, true);

  private AccessLogParser() {}

  static AccessLogSettings parse(Words words) throws BadWordException {
    String path = path(words.next("a path, - or none"));
    if (path.equals("none")) {
      return new AccessLogSettings(path, Format.SQUID, true);
    }
    Format format = words.hasNext() ? format(words.next("a format")) : Format.SQUID;
    return new AccessLogSettings(path, format, true);
  }

  static String text(AccessLogSettings log) {
    return log.path().equals("none")
        ? "none"
        : log.path() + " " + log.format().name().toLowerCase(Locale.ROOT);
  }

  private static String path(String word) throws BadWordException {
    for (String module : new String[] {"stdio:", "daemon:"}) {
      if (word.startsWith(module)) {
        return writable(word.substring(module.length()));
      }
    }
    if (word.matches("(udp|tcp|syslog).*:.*") || word.equals("syslog")) {
      throw new BadWordException(
          "'" + word + "' is no file; write a path, or - and let the service manager collect it");
    }
    return word.equals("-") || word.equals("none") ? word : writable(word);
  }

  /// Whether lines can really be written shows at the start; a slip in the path shows here.
  private static String writable(String file) throws BadWordException {
    try {
      Path path = Path.of(file);
      Path directory = path.toAbsolutePath().getParent();
      if (Files.isDirectory(path)) {
        throw new BadWordException("'" + file + "' is a directory; name a file in it");
      }
      if (directory != null && !Files.isDirectory(directory)) {
        throw new BadWordException(
            "'"
                + file
                + "' cannot be written: there is no directory "
                + directory
                + "; create it, or name another file");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new BadWordException("'" + file + "' is no path: " + e.getReason() + "; correct it");
    }
  }

  private static Format format(String word) throws BadWordException {
    String name = word.startsWith("logformat=") ? word.substring("logformat=".length()) : word;
    return switch (name) {
      case "squid" -> Format.SQUID;
      case "combined" -> Format.COMBINED;
      case "json" -> Format.JSON;
      case "common" -> throw new BadWordException("format common is not written; use combined");
      default ->
          throw new BadWordException("'" + word + "' is no format; write squid, combined or json");
    };
  }
}
