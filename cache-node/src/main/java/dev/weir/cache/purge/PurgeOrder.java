package dev.weir.cache.purge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an operator wants purged, and how.
public record PurgeOrder(PurgeTarget target, Mode mode) {

  private static final List<String> TARGETS = List.of("url", "prefix", "glob", "group");
  private static final Set<String> KNOWN =
      Set.of("url", "prefix", "glob", "group", "origin", "mode");

  /// What becomes of the responses.
  public enum Mode {
    /// They are removed.
    HARD,
    /// They are stale from now on: validated before they are used again, and used only where stale
    /// responses may be.
    SOFT;

    /// The word for it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Reads an order from parameters: one of `url`, `prefix`, `glob` and `group`, the last with
  /// `origin` if only one origin's is meant; and `mode`, `hard` unless it says `soft`.
  ///
  /// @throws IllegalArgumentException when that is not what they are
  public static PurgeOrder of(Map<String, String> parameters) {
    for (String name : parameters.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            name + ": unknown; known are url, prefix, glob, group," + " origin and mode");
      }
    }
    List<String> given = TARGETS.stream().filter(parameters::containsKey).toList();
    if (given.size() != 1) {
      throw new IllegalArgumentException("say one of url, prefix, glob and group");
    }
    String kind = given.getFirst();
    String text = parameters.getOrDefault(kind, "");
    if (text.isEmpty()) {
      throw new IllegalArgumentException(kind + ": empty");
    }
    String origin = parameters.get("origin");
    if (origin != null && !kind.equals("group")) {
      throw new IllegalArgumentException("origin: goes with group only");
    }
    return new PurgeOrder(target(kind, text, origin), mode(parameters.get("mode")));
  }

  private static PurgeTarget target(String kind, String text, @Nullable String origin) {
    return switch (kind) {
      case "url" -> PurgeTarget.url(text);
      case "prefix" -> PurgeTarget.prefix(text);
      case "glob" -> PurgeTarget.pattern(text);
      default -> PurgeTarget.group(text, origin);
    };
  }

  private static Mode mode(@Nullable String word) {
    return switch (word) {
      case null -> Mode.HARD;
      case "hard" -> Mode.HARD;
      case "soft" -> Mode.SOFT;
      default -> throw new IllegalArgumentException("mode: say hard or soft");
    };
  }
}
