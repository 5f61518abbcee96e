package dev.weir.cache.entry.query;

import dev.weir.cache.entry.CacheKey;
import dev.weir.http.FieldSource;
import dev.weir.http.structured.BareItem;
import dev.weir.http.structured.InnerList;
import dev.weir.http.structured.Item;
import dev.weir.http.structured.Member;
import dev.weir.http.structured.StructuredFields;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which query parameters a response does not vary on, as its origin says
/// (draft-ietf-httpbis-no-vary-search): URIs that differ in these alone name the same response.
///
/// @param keyOrder whether the order of parameters of different names counts
/// @param parameters which parameters count
/// @param names the names the choice is about, decoded
public record NoVarySearch(KeyOrder keyOrder, Choice parameters, Set<String> names) {

  /// Every difference counts: what holds without the field, or with one that cannot be understood.
  public static final NoVarySearch DEFAULT =
      new NoVarySearch(KeyOrder.COUNTS, Choice.ALL_BUT, Set.of());

  /// Whether order tells URIs apart.
  public enum KeyOrder {
    COUNTS,
    IGNORED
  }

  /// Which parameters tell URIs apart.
  public enum Choice {
    /// All that are not named.
    ALL_BUT,
    /// None that is not named.
    ONLY
  }

  /// Copies the names.
  public NoVarySearch {
    names = Set.copyOf(names);
  }

  /// What a response says; [#DEFAULT] if it says nothing, or anything that is not as it should be.
  public static NoVarySearch of(FieldSource responseFields) {
    String value = responseFields.combined("No-Vary-Search");
    Map<String, Member> members = value == null ? null : StructuredFields.parseDictionary(value);
    NoVarySearch said = members == null ? null : said(members);
    return said == null ? DEFAULT : said;
  }

  /// Whether the URIs name the same response: equal, but for what does not count in their queries.
  public boolean matches(CacheKey one, CacheKey other) {
    return one.equals(other) || canonical(one).equals(canonical(other));
  }

  /// A text that is the same for all URIs that match and for no others; not itself a URI.
  public String canonical(CacheKey key) {
    String uri = key.uri();
    if (equals(DEFAULT)) {
      return uri;
    }
    int mark = uri.indexOf('?');
    if (mark < 0) {
      return uri + '?';
    }
    List<Parameter> counting =
        Parameter.parse(uri.substring(mark + 1)).stream().filter(this::counts).toList();
    if (keyOrder == KeyOrder.IGNORED) {
      counting = counting.stream().sorted(Comparator.comparing(Parameter::name)).toList();
    }
    return counting.stream()
        .map(parameter -> escaped(parameter.name()) + '=' + escaped(parameter.value()))
        .collect(Collectors.joining("&", uri.substring(0, mark + 1), ""));
  }

  private boolean counts(Parameter parameter) {
    boolean named = names.contains(parameter.name());
    return switch (parameters) {
      case ALL_BUT -> !named;
      case ONLY -> named;
    };
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("&", "%26").replace("=", "%3D");
  }

  /// Null when a member is of a type it must not be of.
  private static @Nullable NoVarySearch said(Map<String, Member> members) {
    Boolean orderIgnored = truth(members, "key-order");
    Member params = members.get("params");
    Member except = members.get("except");
    if (orderIgnored == null) {
      return null;
    }
    KeyOrder order = orderIgnored ? KeyOrder.IGNORED : KeyOrder.COUNTS;
    if (BareItem.Truth.TRUE.equals(bare(params))) {
      Set<String> names = except == null ? Set.of() : names(except);
      return names == null ? null : new NoVarySearch(order, Choice.ONLY, names);
    }
    // Exceptions are from all parameters only.
    Set<String> names = except == null ? named(params) : null;
    return names == null ? null : new NoVarySearch(order, Choice.ALL_BUT, names);
  }

  /// The parameters named as not counting; null if the member is neither false nor a list of
  /// strings.
  private static @Nullable Set<String> named(@Nullable Member params) {
    return params == null || BareItem.Truth.FALSE.equals(bare(params)) ? Set.of() : names(params);
  }

  private static @Nullable BareItem bare(@Nullable Member member) {
    return member instanceof Item item ? item.value() : null;
  }

  /// False if the member is absent, null if it is no boolean.
  private static @Nullable Boolean truth(Map<String, Member> members, String key) {
    return switch (members.get(key)) {
      case null -> Boolean.FALSE;
      case Item(BareItem.Truth(boolean value), _) -> value;
      default -> null;
    };
  }

  /// Null if the member is not a list of strings.
  private static @Nullable Set<String> names(Member member) {
    if (!(member instanceof InnerList list)) {
      return null;
    }
    Set<String> names = new HashSet<>();
    for (Item item : list.items()) {
      if (!(item.value() instanceof BareItem.Text(String name))) {
        return null;
      }
      names.add(Parameter.decoded(name));
    }
    return names;
  }
}
