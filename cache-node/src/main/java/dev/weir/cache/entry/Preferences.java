package dev.weir.cache.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /// No browser sends more; a longer list is compared as it stands, so that it costs no sorting.
  static final int MOST_MEMBERS = 64;

  /// Names of old for what has one name now (RFC 9110 §8.4.1).
  private static final Map<String, String> CODINGS =
      Map.of("x-gzip", "gzip", "x-compress", "compress");

  private Preferences() {}

  /// Among members of one weight the order counts too: many servers take the first language for the
  /// dearest (RFC 9110 §12.5.4).
  static String ordered(Collection<String> lines) {
    return canonical(members(lines), Comparator.comparingInt(Preference::weight).reversed());
  }

  /// Content codings: only the weights count (RFC 9110 §12.5.3).
  static String codings(Collection<String> lines) {
    return canonical(
        members(lines).stream().map(Preferences::renamed).toList(),
        Comparator.comparingInt(Preference::weight).reversed().thenComparing(Preference::name));
  }

  private static String renamed(String member) {
    int end = member.indexOf(';') < 0 ? member.length() : member.indexOf(';');
    String coding = member.substring(0, end);
    return CODINGS.getOrDefault(coding, coding) + member.substring(end);
  }

  private static String canonical(List<String> members, Comparator<Preference> order) {
    List<Preference> preferences = new ArrayList<>();
    for (String member : members) {
      Preference preference = preference(member);
      if (preference == null || members.size() > MOST_MEMBERS) {
        return String.join(",", members);
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
