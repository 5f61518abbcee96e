package dev.weir.cache.entry;

import dev.weir.http.FieldSource;
import dev.weir.http.Methods;
import dev.weir.http.structured.BareItem;
import dev.weir.http.structured.Item;
import dev.weir.http.structured.Member;
import dev.weir.http.structured.StructuredFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Names of groups of stored responses, each meaning something within one origin only
/// ([CacheKey#origin()]; RFC 9875). Compared character by character.
///
/// @param names in the order given
public record CacheGroups(Set<String> names) {

  /// No group at all.
  public static final CacheGroups NONE = new CacheGroups(Set.of());

  /// RFC 9875 §2 asks for 32 members of 32 characters at least; what goes beyond these bounds is
  /// left out, for names live as long as their responses.
  private static final int MOST_NAMES = 64;

  private static final int LONGEST_NAME = 128;

  /// Copies the names.
  public CacheGroups {
    names = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /// The groups a response belongs to; none if the field is not a list of strings.
  public static CacheGroups of(FieldSource responseFields) {
    return read(responseFields, "Cache-Groups");
  }

  /// The groups whose members become invalid by a response to a request of this method; none if it
  /// is safe (RFC 9875 §3). Groups that the members belong to besides are not touched.
  public static CacheGroups invalidatedBy(String method, FieldSource responseFields) {
    return Methods.isSafe(method) ? NONE : read(responseFields, "Cache-Group-Invalidation");
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /// Whether a name is in both, on one origin (RFC 9875 §2.1).
  public boolean sharesWith(CacheGroups other) {
    return names.stream().anyMatch(other.names::contains);
  }

  private static CacheGroups read(FieldSource fields, String field) {
    String value = fields.combined(field);
    List<Member> members = value == null ? null : StructuredFields.parseList(value);
    if (members == null || members.isEmpty()) {
      return NONE;
    }
    Set<String> names = new LinkedHashSet<>();
    for (Member member : members) {
      // Parameters are ignored.
      if (!(member instanceof Item(BareItem.Text(String name), _))) {
        return NONE;
      }
      if (name.length() <= LONGEST_NAME && names.size() < MOST_NAMES) {
        names.add(name);
      }
    }
    return new CacheGroups(names);
  }
}
