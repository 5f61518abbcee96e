package dev.weir.http.representation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which content codings a client takes, and how gladly, in thousandths (RFC 9110 §12.5.3).
public final class AcceptEncoding {

  public static final String IDENTITY = "identity";

  private static final String ANY = "*";
  private static final int LIKED = 1000;

  /// No coding stays acceptable unless excluded, but any coding the client names is meant to be
  /// used.
  private static final int TOLERATED = 1;

  private static final AcceptEncoding ONLY_IDENTITY = new AcceptEncoding(Map.of());

  private final Map<String, Integer> weights;

  private AcceptEncoding(Map<String, Integer> weights) {
    this.weights = weights;
  }

  /// Reads all lines joined; null means absent. A client that says nothing is sent no coding it
  /// might not know.
  public static AcceptEncoding parse(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return ONLY_IDENTITY;
    }
    Map<String, Integer> weights = new HashMap<>();
    for (String element : value.split(",")) {
      int semicolon = element.indexOf(';');
      String coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
      if (!coding.isEmpty()) {
        int weight = semicolon < 0 ? LIKED : weight(element.substring(semicolon + 1));
        weights.putIfAbsent(canonical(coding), weight);
      }
    }
    return new AcceptEncoding(weights);
  }

  /// 0 means not acceptable.
  public int weightOf(String coding) {
    Integer own = weights.get(canonical(coding));
    if (own != null) {
      return own;
    }
    Integer any = weights.get(ANY);
    if (any != null) {
      return any;
    }
    return coding.equals(IDENTITY) ? TOLERATED : 0;
  }

  /// The coding the client likes best of those there are, the earlier one of two liked the same;
  /// `identity` if it likes none.
  public String preferred(List<String> codings) {
    String best = IDENTITY;
    int bestWeight = 0;
    for (String coding : codings) {
      int weight = weightOf(coding);
      if (weight > bestWeight) {
        best = coding;
        bestWeight = weight;
      }
    }
    return bestWeight < weightOf(IDENTITY) ? IDENTITY : best;
  }

  /// RFC 9110 §8.4.1: x-gzip and x-compress are old names.
  private static String canonical(String coding) {
    String lower = coding.toLowerCase(Locale.ROOT);
    return lower.equals("x-gzip") || lower.equals("x-compress") ? lower.substring(2) : lower;
  }

  /// `q=` with at most three decimals (RFC 9110 §12.4.2); what is malformed is not liked at all.
  private static int weight(String parameters) {
    String text = parameters.strip();
    if (!text.regionMatches(true, 0, "q=", 0, 2)) {
      return LIKED;
    }
    return thousandths(text.substring(2).strip());
  }

  private static int thousandths(String number) {
    if (!isShapedLikeAWeight(number)) {
      return 0;
    }
    int weight = (number.charAt(0) - '0') * LIKED;
    int unit = LIKED / 10;
    for (int i = 2; i < number.length(); i++) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      weight += digit * unit;
      unit /= 10;
    }
    return weight > LIKED ? 0 : weight;
  }

  private static boolean isShapedLikeAWeight(String number) {
    return !number.isEmpty()
        && number.length() <= 5
        && (number.charAt(0) == '0' || number.charAt(0) == '1')
        && (number.length() == 1 || number.charAt(1) == '.');
  }
}
