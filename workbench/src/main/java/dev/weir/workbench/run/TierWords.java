package dev.weir.workbench.run;

import dev.weir.cache.config.NodeConfigFile;
import dev.weir.edge.EdgeSettings;
import dev.weir.runtime.settings.Suggestion;
import dev.weir.sample.AppSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words at the beginning of lines that may be keys of YAML or directives of the dialect.
final class TierWords {

  private static final int EXACT = 3;
  private static final int NEAR = 1;

  private static final Pattern KEY =
      Pattern.compile("^[\"']?([A-Za-z][A-Za-z0-9_-]*)[\"']?\\s*:(\\s.*)?$");
  private static final Pattern DIRECTIVE = Pattern.compile("^\\s*([a-z][a-z0-9_]*)(\\s.*)?$");

  private static final Map<TierKind, Set<String>> KNOWN =
      Map.of(
          TierKind.EDGE, keys(EdgeSettings.class),
          TierKind.APP, keys(AppSettings.class),
          TierKind.NODE, NodeConfigFile.directives());

  private TierWords() {}

  static boolean isBlank(String line) {
    String words = line.strip();
    return words.isEmpty() || words.startsWith("#") || words.equals("---");
  }

  static int score(TierKind kind, List<String> lines) {
    Collection<String> known = KNOWN.getOrDefault(kind, Set.of());
    int score = 0;
    for (String line : lines) {
      @Nullable String word = word(kind, line);
      if (word != null && known.contains(word)) {
        score += EXACT;
      } else if (word != null && Suggestion.nearest(word, known) != null) {
        score += NEAR;
      }
    }
    return score;
  }

  static boolean allKnown(TierKind kind, List<String> lines) {
    Collection<String> known = KNOWN.getOrDefault(kind, Set.of());
    return lines.stream()
        .map(line -> word(kind, line))
        .allMatch(word -> word == null || known.contains(word));
  }

  private static @Nullable String word(TierKind kind, String line) {
    Matcher matcher = (kind == TierKind.NODE ? DIRECTIVE : KEY).matcher(line);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static Set<String> keys(Class<? extends Record> settings) {
    return Set.copyOf(
        Arrays.stream(settings.getRecordComponents()).map(RecordComponent::getName).toList());
  }
}
