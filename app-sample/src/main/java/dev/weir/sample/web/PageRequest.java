package dev.weir.sample.web;

import dev.weir.http.FieldSource;

/// What a page is asked for.
///
/// - `method`: as received; a page for GET is also asked for HEAD.
/// - `value`: what stands at the `{}` of the page's path, empty without one.
/// - `authority`: the `Host` the client named, with port if it named one.
/// - `form`: the content of a POST.
public record PageRequest(
    String method,
    String value,
    FormData query,
    String authority,
    FieldSource fields,
    FormData form) {

  /// The number at the `{}` of the path, or -1 when there is none that a table could have.
  public int id() {
    boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean canonical = digits && value.length() <= 9 && !value.startsWith("0");
    return canonical ? Integer.parseInt(value) : -1;
  }
}
