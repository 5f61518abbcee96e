package dev.weir.cache.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Weighted lists such as Accept-Language in a form that is the same for lists of the same meaning
/// (RFC 9110 §12.4.2, §12.5): the weightier members first, each weight written one way, names in
/// lower case.
///
/// A list with anything in it that is no weight keeps its order: what a server makes of it is not
/// known.
final class Preferences {
  private static final int WHOLE = 1000;
  private static final int INVALID = -1;

  private Preferences() {}

  /// Among members of one weight the order counts too: many servers take the first language for the
  /// dearest (RFC 9110 §12.5.4).
  static String ordered(Collection<String> lines) {
    return canonical(lines, Comparator.comparingInt(Preference::weight).reversed());
  }

  /// Only the weights count, as in Accept-Encoding (RFC 9110 §12.5.3).
  static String unordered(Collection<String> lines) {
    return canonical(
        lines,
        Comparator.comparingInt(Preference::weight).reversed().thenComparing(Preference::name));
  }

  private static String canonical(Collection<String> lines, Comparator<Preference> order) {
    List<Preference> preferences = new ArrayList<>();
    for (String member : members(lines)) {
      Preference preference = preference(member);
      if (preference == null) {
        return String.join(",", members(lines));
      }
      preferences.add(preference);
    }
    return preferences.stream()
        .sorted(order)
        .distinct()
        .map(Preference::toString)
        .collect(Collectors.joining(","));
  }

  private static List<String> members(Collection<String> lines) {
    List<String> members = new ArrayList<>();
    for (String line : lines) {
      for (String member : line.split(",")) {
        String compact = member.replace(" ", "").replace("\t", "").toLowerCase(Locale.ROOT);
        if (!compact.isEmpty()) {
          members.add(compact);
        }
      }
    }
    return members;
  }

  private static @Nullable Preference preference(String member) {
    int semicolon = member.indexOf(';');
    if (semicolon < 0) {
      return new Preference(member, WHOLE);
    }
    String parameter = member.substring(semicolon + 1);
    int weight = parameter.startsWith("q=") ? thousandths(parameter.substring(2)) : INVALID;
    return weight == INVALID ? null : new Preference(member.substring(0, semicolon), weight);
  }

  /// RFC 9110 §12.4.2: 0 or 1, and at most three decimals.
  private static int thousandths(String weight) {
    boolean shaped =
        !weight.isEmpty()
            && weight.length() <= 5
            && (weight.length() == 1 || weight.charAt(1) == '.');
    if (!shaped) {
      return INVALID;
    }
    String digits = weight.charAt(0) + weight.substring(Math.min(2, weight.length()));
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return INVALID;
    }
    int thousandths = Integer.parseInt((digits + "000").substring(0, 4));
    return thousandths > WHOLE ? INVALID : thousandths;
  }

  /// A member and its weight in thousandths.
  private record Preference(String name, int weight) {
    @Override
    public String toString() {
      return weight == WHOLE ? name : name + ";q=" + weight;
    }
  }
}
