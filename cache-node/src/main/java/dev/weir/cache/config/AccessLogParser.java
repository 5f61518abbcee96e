package dev.weir.cache.config;

import dev.weir.cache.config.NodeConfig.AccessLogSettings;
import dev.weir.cache.config.NodeConfig.AccessLogSettings.Format;
import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Words;
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
        return word.substring(module.length());
      }
    }
    if (word.matches("(udp|tcp|syslog).*:.*") || word.equals("syslog")) {
      throw new BadWordException(
          "'" + word + "' is no file; write a path, or - and let the service manager collect it");
    }
    return word;
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
