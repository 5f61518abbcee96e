package dev.weir.cache.forward;

import dev.weir.cache.exchange.JettyFields;
import dev.weir.http.CacheStatus;

/// Whether what a sibling answers to `only-if-cached` is better than asking a parent.
///
/// A sibling can only improve things: whatever is not plainly a copy from its cache is passed over,
/// so that its refusals and errors never reach a client.
final class SiblingAnswer {

  private SiblingAnswer() {}

  static boolean isUsable(Answer answer, Purpose purpose) {
    return switch (answer.status()) {
      case 200, 203, 300, 301, 308 -> true;
      case 206, 304 -> purpose instanceof Purpose.AsAsked;
      case 204, 302, 307, 404, 405, 410, 414, 501 -> isCopy(answer.fields());
      default -> false;
    };
  }

  /// What may as well be the sibling's own word must show that it was stored: by its age, or by
  /// saying hit.
  private static boolean isCopy(JettyFields fields) {
    if (fields.contains("Age")) {
      return true;
    }
    String statuses = fields.combined("Cache-Status");
    return statuses != null && CacheStatus.parse(statuses).stream().anyMatch(CacheStatus::isHit);
  }
}
