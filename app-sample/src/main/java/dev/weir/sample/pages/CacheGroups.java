package dev.weir.sample.pages;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Names of cache groups (RFC 9875) as a field value: a list of strings.
final class CacheGroups {

  /// Field of a response that belongs to groups.
  static final String MEMBERSHIP = "Cache-Groups";

  /// Field of the answer to an unsafe method that makes all members of groups invalid.
  static final String INVALIDATION = "Cache-Group-Invalidation";

  static final String GALLERY = "gallery";

  private CacheGroups() {}

  static String picture(int id) {
    return "picture-" + id;
  }

  static String list(String... groups) {
    return Arrays.stream(groups).map(group -> '"' + group + '"').collect(Collectors.joining(", "));
  }
}
