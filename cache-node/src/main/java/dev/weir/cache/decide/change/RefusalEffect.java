package dev.weir.cache.decide.change;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.StorageDecision;

/// What the answer to a validation, being refused by the store, makes of the response that was
/// validated. One client must not be able to take from all others what is stored for them.
public enum RefusalEffect {
  /// Nothing: the refusal is about the one request that brought the answer.
  NONE,
  /// It is no longer what the origin says.
  OUTDATES;

  /// Weighs a refused answer.
  ///
  /// @param status of the answer, 304 included
  /// @param refusal why it is not stored
  /// @param anybodys what had been decided if a request with nothing of its client had brought it
  public static RefusalEffect of(
      RequestFacts request, int status, Reason refusal, StorageDecision anybodys) {
    if (isForOneClient(refusal) || anybodys instanceof StorageDecision.Store) {
      return NONE;
    }
    if (status < 400) {
      return OUTDATES;
    }
    return isOfResource(status) && !isPersonal(request) ? OUTDATES : NONE;
  }

  private static boolean isForOneClient(Reason refusal) {
    return switch (refusal) {
      case PERSONAL_SET_COOKIE, PERSONAL_COOKIE, PERSONAL_AUTHORIZATION -> true;
      default -> false;
    };
  }

  /// Whether an error tells of the resource (RFC 9110 §15.5.5, §15.5.11) rather than of a request
  /// that is too long, malformed or not allowed, or of a server that fails.
  public static boolean isOfResource(int status) {
    return status < 400 || status == 404 || status == 410;
  }

  private static boolean isPersonal(RequestFacts request) {
    return request.has(RequestFacts.Trait.AUTHORIZATION) || request.has(RequestFacts.Trait.COOKIE);
  }
}
