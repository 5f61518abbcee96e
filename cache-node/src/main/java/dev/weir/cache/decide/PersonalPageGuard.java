package dev.weir.cache.decide;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Keeps pages made for one person from being stored on a guess.
///
/// A rule like `. 30 20% 3600` lends a lifetime to every response that names none, and among those
/// are the pages of whoever is logged in. Where the origin says nothing, anything that smells of a
/// person is therefore not stored. An origin that names a lifetime, or a rule with the option
/// `shared`, has the last word.
final class PersonalPageGuard {
  private PersonalPageGuard() {}

  /// Why the response must not be stored on a guess; null when it may.
  static @Nullable Reason refusal(
      RequestFacts request, FieldSource response, StoredFacts facts, RefreshRule rule) {
    if (facts.hasExplicitFreshness() || rule.has(RefreshRule.Option.SHARED)) {
      return null;
    }
    if (response.contains("set-cookie")) {
      return Reason.PERSONAL_SET_COOKIE;
    }
    if (variesOnCookie(response.lines("vary"))) {
      return Reason.PERSONAL_VARY_COOKIE;
    }
    if (request.has(RequestFacts.Trait.STATIC_PATH)) {
      return null;
    }
    if (request.has(RequestFacts.Trait.AUTHORIZATION)) {
      return Reason.PERSONAL_AUTHORIZATION;
    }
    return request.has(RequestFacts.Trait.COOKIE) ? Reason.PERSONAL_COOKIE : null;
  }

  private static boolean variesOnCookie(List<String> lines) {
    for (String line : lines) {
      for (String name : line.toLowerCase(Locale.ROOT).split(",")) {
        if (name.strip().equals("cookie")) {
          return true;
        }
      }
    }
    return false;
  }
}
