package dev.weir.sample.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which of several media types a client prefers (RFC 9110 §12.5.1).
public final class Accept {

  private Accept() {}

  /// The offered type of the highest quality, the first of equals; the first one also when the
  /// client accepts none, which §12.5.1 allows.
  ///
  /// @param accept the field's value; `null`: everything is welcome
  public static String preferred(@Nullable String accept, List<String> offered) {
    String best = offered.getFirst();
    if (accept == null) {
      return best;
    }
    double bestQuality = 0;
    for (String type : offered) {
      double quality = quality(accept, type);
      if (quality > bestQuality) {
        bestQuality = quality;
        best = type;
      }
    }
    return best;
  }

  /// The weight of the most specific range that the type is in, 0 without any.
  private static double quality(String accept, String type) {
    String wholeFamily = type.substring(0, type.indexOf('/')) + "/*";
    List<String> rangesBySpecificity = List.of("*/*", wholeFamily, type);
    int mostSpecific = -1;
    double quality = 0;
    for (String element : accept.split(",")) {
      String[] parts = element.split(";", -1);
      int specificity = rangesBySpecificity.indexOf(parts[0].strip().toLowerCase(Locale.ROOT));
      if (specificity > mostSpecific) {
        mostSpecific = specificity;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
