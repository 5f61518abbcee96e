package dev.weir.cache.entry.query;

import dev.weir.cache.entry.CacheKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Which differences of queries the operator says make no difference: parameters of no account to
/// the origin, such as those of advertisers, and the order of the others.
///
/// The key so normalised is only looked up by; what is sent upstream stays as the client wrote it.
///
/// @param ignored names of parameters, decoded; `*` stands for any run of characters
/// @param exceptions rules for some URLs in the place of these; the first that fits counts
public record KeyRules(List<String> ignored, Order order, List<ForUrls> exceptions) {

  /// Every octet counts.
  public static final KeyRules VERBATIM = new KeyRules(List.of(), Order.AS_RECEIVED);

  /// What becomes of the order of parameters.
  public enum Order {
    AS_RECEIVED,
    /// By name; those of one name stay in order, which means something to many applications.
    SORTED
  }

  /// Rules for some URLs.
  ///
  /// @param urls told the URL without its query, so that dropping parameters does not make a key
  ///   one of other URLs
  public record ForUrls(Predicate<String> urls, KeyRules rules) {}

  /// Copies the lists.
  public KeyRules {
    ignored = List.copyOf(ignored);
    exceptions = List.copyOf(exceptions);
  }

  /// The same for all URLs.
  public KeyRules(List<String> ignored, Order order) {
    this(ignored, order, List.of());
  }

  /// The key without what does not count; this same key if everything does.
  public CacheKey normalise(CacheKey key) {
    int mark = isVerbatim() ? -1 : key.uri().indexOf('?');
    return mark < 0 ? key : applying(key.uri().substring(0, mark)).normalised(key, mark);
  }

  private boolean isVerbatim() {
    return ignored.isEmpty() && order == Order.AS_RECEIVED && exceptions.isEmpty();
  }

  private KeyRules applying(String url) {
    for (ForUrls some : exceptions) {
      if (some.urls().test(url)) {
        return some.rules();
      }
    }
    return this;
  }

  private CacheKey normalised(CacheKey key, int mark) {
    String query = key.uri().substring(mark + 1);
    String normal = normalised(query);
    if (normal.equals(query)) {
      return key;
    }
    String path = key.uri().substring(0, mark);
    return new CacheKey(normal.isEmpty() ? path : path + '?' + normal);
  }

  private String normalised(String query) {
    List<Written> kept = new ArrayList<>();
    for (String text : query.split("&", -1)) {
      Written parameter = Written.of(text);
      if (ignored.stream().map(Glob::new).noneMatch(glob -> glob.matches(parameter.name()))) {
        kept.add(parameter);
      }
    }
    if (order == Order.SORTED) {
      kept.sort(Comparator.comparing(Written::name));
    }
    return String.join("&", kept.stream().map(Written::text).toList());
  }

  /// A parameter as written, and its name decoded.
  private record Written(String name, String text) {
    static Written of(String text) {
      int equals = text.indexOf('=');
      return new Written(Parameter.decoded(equals < 0 ? text : text.substring(0, equals)), text);
    }
  }
}
