package dev.weir.cache.store.index;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of stored responses by the groups these belong to (RFC 9875); holds as much as is
/// stored, whose fields name the same groups.
///
/// Not safe for use by several threads; the lock of its owner guards it.
final class GroupIndex {

  private final Map<Group, Set<CacheKey>> members = new HashMap<>();

  /// A group means something within one origin only.
  private record Group(String origin, String name) {}

  /// What is stored under a key has become something else; none of either is an empty list.
  void changed(CacheKey key, List<Related> before, List<Related> after) {
    for (String name : names(before)) {
      Group group = new Group(key.origin(), name);
      Set<CacheKey> keys = members.get(group);
      if (keys != null && keys.remove(key) && keys.isEmpty()) {
        members.remove(group);
      }
    }
    for (String name : names(after)) {
      members.computeIfAbsent(new Group(key.origin(), name), any -> new HashSet<>()).add(key);
    }
  }

  /// The keys in any of these groups.
  ///
  /// @param origin whose groups; null for those of every origin
  List<CacheKey> keys(CacheGroups groups, @Nullable String origin) {
    Set<CacheKey> found = new LinkedHashSet<>();
    if (origin == null) {
      members.forEach((group, keys) -> {
        if (groups.names().contains(group.name())) {
          found.addAll(keys);
        }
      });
    } else {
      for (String name : groups.names()) {
        found.addAll(members.getOrDefault(new Group(origin, name), Set.of()));
      }
    }
    return new ArrayList<>(found);
  }

  private static Set<String> names(List<Related> responses) {
    if (responses.size() == 1) {
      return responses.getFirst().groups().names();
    }
    Set<String> names = new HashSet<>();
    responses.forEach(response -> names.addAll(response.groups().names()));
    return names;
  }
}
