package dev.weir.cache.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which requests a varying response is for (RFC 9111 §4.1).
final class ReferenceVariants {
  private static final String MISSING = "(missing)";

  private ReferenceVariants() {}

  /// The fields a response varies on, with what the request said there, in a form that is the same
  /// for what means the same.
  static Map<String, String> of(Headers response, Headers request) {
    Map<String, String> values = new HashMap<>();
    for (String line : response.all("Vary")) {
      for (String name : line.split(",")) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (!lower.isEmpty()) {
          values.put(lower, meaning(lower, request.all(lower)));
        }
      }
    }
    return values;
  }

  static boolean select(Map<String, String> values, Headers request) {
    return values.entrySet().stream()
        .allMatch(
            value -> meaning(value.getKey(), request.all(value.getKey())).equals(value.getValue()));
  }

  private static String meaning(String name, List<String> lines) {
    if (lines.isEmpty()) {
      return MISSING;
    }
    List<String> members = new ArrayList<>();
    for (String member : String.join(",", lines).split(",")) {
      members.add(member.strip());
    }
    return switch (name) {
      case "accept-language" -> weighted(members).toString();
      case "accept-encoding" -> weighted(members).stream().sorted().toList().toString();
      default -> members.toString();
    };
  }

  /// Members by falling weight, equals as they come, twins once.
  private static List<String> weighted(List<String> members) {
    return members.stream()
        .map(member -> member.toLowerCase(Locale.ROOT).replace(" ", "").split(";q="))
        .sorted(Comparator.comparing(ReferenceVariants::weight).reversed())
        .map(parts -> parts[0] + "@" + weight(parts).stripTrailingZeros().toPlainString())
        .distinct()
        .toList();
  }

  private static BigDecimal weight(String[] parts) {
    return Arrays.asList(parts).size() == 1 ? BigDecimal.ONE : new BigDecimal(parts[1]);
  }
}
