package dev.weir.workbench.tune.suggest;

import dev.weir.cache.entry.CacheKey;
import dev.weir.workbench.tune.log.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Looks through a log for classes of URLs that are common enough to have a rule of their own.
final class Survey {

  /// A rarer class shares a rule with others.
  private static final double LEAST_SHARE = 0.005;

  private static final int MOST_PER_KIND = 12;

  /// Bounds the memory where every URL has a suffix of its own.
  private static final int MOST_COUNTED = 10_000;

  private static final int LONGEST_WORD = 40;

  private final Map<UrlClass, Long> counts = new HashMap<>();
  private long lines;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void count(Sighting line) {
    lines++;
    first = Math.min(first, line.atMillis());
    last = Math.max(last, line.atMillis());
    UrlClass narrow = narrowest(line.url().key());
    if (counts.size() < MOST_COUNTED || counts.containsKey(narrow)) {
      counts.merge(narrow, 1L, Long::sum);
    }
  }

  /// Lines that could be read.
  long lines() {
    return lines;
  }

  /// Between the earliest line and the latest.
  long spanMillis() {
    return lines == 0 ? 0 : last - first;
  }

  /// The classes in the order their rules are tried; the last one takes every URL.
  List<UrlClass> classes() {
    List<UrlClass> classes = new ArrayList<>();
    for (UrlClass.Kind kind : UrlClass.Kind.values()) {
      counts.entrySet().stream()
          .filter(each -> each.getKey().kind() == kind && !each.getKey().isAll())
          .filter(each -> each.getValue() >= lines * LEAST_SHARE)
          .sorted(
              Comparator.comparingLong((Map.Entry<UrlClass, Long> each) -> -each.getValue())
                  .thenComparing(each -> each.getKey().word()))
          .limit(MOST_PER_KIND)
          .forEach(each -> classes.add(each.getKey()));
      if (kind != UrlClass.Kind.SUFFIX) {
        classes.add(UrlClass.all(kind));
      }
    }
    return classes;
  }

  private static UrlClass narrowest(CacheKey key) {
    String path = key.path();
    int dot = path.lastIndexOf('.');
    boolean hasSuffix = dot > path.lastIndexOf('/') && dot < path.length() - 1;
    if (key.uri().indexOf('?') >= 0) {
      return new UrlClass(UrlClass.Kind.QUERY, folder(path));
    }
    if (hasSuffix) {
      return new UrlClass(
          UrlClass.Kind.SUFFIX, usable(path.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }
    return new UrlClass(
        path.endsWith("/") ? UrlClass.Kind.FOLDER : UrlClass.Kind.OTHER, folder(path));
  }

  private static String folder(String path) {
    int end = path.indexOf('/', 1);
    String folder = end < 0 ? path.substring(1) : path.substring(1, end);
    return path.equals("/") ? "/" : usable(folder);
  }

  /// Words of many letters, or with octets a rule file would have to quote, have no rule of their
  /// own.
  private static String usable(String word) {
    boolean plain = word.chars().allMatch(c -> c > ' ' && c < 127 && "\"'#\\${}".indexOf(c) < 0);
    return plain && word.length() <= LONGEST_WORD ? word : "";
  }
}
