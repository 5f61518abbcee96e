package dev.weir.workbench.tune.suggest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A lifetime for each class of URLs, and the rules that say so.
public final class Proposal {

  private final Map<UrlClass, Duration> lifetimes;

  Proposal(Map<UrlClass, Duration> lifetimes) {
    this.lifetimes = new LinkedHashMap<>(lifetimes);
  }

  static Proposal uniform(Duration lifetime) {
    return new Proposal(Map.of(UrlClass.all(UrlClass.Kind.OTHER), lifetime));
  }

  /// `refresh_pattern` lines, as few as say the same.
  public List<String> rules() {
    List<String> rules = new ArrayList<>();
    Map<Duration, List<UrlClass>> suffixes = new LinkedHashMap<>();
    boolean suffixesWritten = false;
    for (Map.Entry<UrlClass, Duration> each : needed().entrySet()) {
      UrlClass urls = each.getKey();
      if (urls.kind() == UrlClass.Kind.SUFFIX) {
        suffixes.computeIfAbsent(each.getValue(), _ -> new ArrayList<>()).add(urls);
        continue;
      }
      if (urls.kind() != UrlClass.Kind.QUERY && !suffixesWritten) {
        suffixes.forEach((lifetime, classes) -> rules.add(rule(joined(classes), lifetime)));
        suffixesWritten = true;
      }
      rules.add(rule(urls.pattern(), each.getValue()));
    }
    return rules;
  }

  private static String joined(List<UrlClass> suffixes) {
    return suffixes.size() == 1
        ? suffixes.getFirst().pattern()
        : "-i \\.(" + String.join("|", suffixes.stream().map(UrlClass::word).toList()) + ")$";
  }

  private static String rule(String pattern, Duration lifetime) {
    String text = Lifetimes.text(lifetime);
    return "refresh_pattern " + pattern + " " + text + " 0% " + text;
  }

  /// Without classes that live as long as what would match them otherwise.
  private Map<UrlClass, Duration> needed() {
    Map<UrlClass, Duration> needed = new LinkedHashMap<>();
    lifetimes.forEach((urls, lifetime) -> {
      Duration general = lifetimes.get(UrlClass.all(urls.kind()));
      if (urls.isAll() || urls.kind() == UrlClass.Kind.SUFFIX || !lifetime.equals(general)) {
        needed.put(urls, lifetime);
      }
    });
    UrlClass rest = UrlClass.all(UrlClass.Kind.OTHER);
    UrlClass folders = UrlClass.all(UrlClass.Kind.FOLDER);
    boolean plainRest =
        needed.keySet().stream()
            .noneMatch(urls -> urls.kind() == UrlClass.Kind.OTHER && !urls.isAll());
    if (plainRest && needed.getOrDefault(folders, Duration.ZERO).equals(needed.get(rest))) {
      needed.remove(folders);
      suffixesLikeTheRest(needed, rest);
    }
    return needed;
  }

  /// Nothing stands between suffixes and the last rule any more, except folders of their own.
  private static void suffixesLikeTheRest(Map<UrlClass, Duration> needed, UrlClass rest) {
    Duration last = needed.get(rest);
    needed
        .entrySet()
        .removeIf(
            each -> each.getKey().kind() == UrlClass.Kind.SUFFIX && each.getValue().equals(last));
  }

  /// What the application could send itself, one line a class with a lifetime.
  public List<String> advice() {
    List<String> lines = new ArrayList<>();
    needed()
        .forEach((urls, lifetime) -> {
          long seconds = lifetime.toSeconds();
          lines.add(
              urls.title()
                  + ": Cache-Control: "
                  + (seconds == 0 ? "no-cache" : "public, s-maxage=" + seconds)
                  + ", with an ETag");
        });
    return lines;
  }
}
