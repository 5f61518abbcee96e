package dev.weir.cache.observe.explain;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;

/// One suggestion for each reason: what to change, at the rule or in the application.
final class Advice {

  private Advice() {}

  static String on(Reason reason, RefreshRule rule) {
    String at = rule.position() + " (" + rule.pattern() + ")";
    return switch (reason) {
      case PERSONAL_SET_COOKIE, PERSONAL_COOKIE, PERSONAL_AUTHORIZATION, PERSONAL_VARY_COOKIE ->
          "If the page is the same for everybody, have the application send Cache-Control: public,"
              + " max-age=…, or give the rule at "
              + at
              + " the option shared.";
      case RESPONSE_NO_STORE, SURROGATE_NO_STORE ->
          "The application forbids storing; if that is not meant, have it send max-age=… or no-cache"
              + " with an ETag.";
      case RESPONSE_PRIVATE, AUTHORIZATION ->
          "The application allows browsers only; if the page is the same for everybody, have it send"
              + " public, s-maxage=….";
      case NOT_REUSABLE, STALE_DEFAULT, STATUS_NOT_STORED ->
          "Nothing gives it a lifetime: have the application send max-age=… or an ETag, or raise min"
              + " of the rule at "
              + at
              + "; weir tune replay tells what that would do.";
      case STALE_LMFACTOR_RULE, STALE_MAX_RULE ->
          "Raise percent or max of the rule at "
              + at
              + " if it changes less often than that; /rules shows how often it does.";
      case STALE_EXPIRES ->
          "The origin's own lifetime has passed; a longer max-age, or stale-while-revalidate, would"
              + " spare clients the wait.";
      case STALE_MUST_REVALIDATE ->
          "The origin demands validation each time; see that it answers 304 quickly, or that it"
              + " means it.";
      case STALE_FORCED_RELOAD, STALE_RELOAD_INTO_IMS, STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE ->
          "The client asked for it (reload); ignore-reload at " + at + " would not listen.";
      default -> elsewhere(reason, at);
    };
  }

  /// Where the rule and the freshness of the answer are not to blame.
  private static String elsewhere(Reason reason, String at) {
    return switch (reason) {
      case VARY_MISS -> "Vary tells too much apart; have the application vary on less.";
      case VARY_STAR -> "Vary: * fits no other request; have the application name fields.";
      case TOO_LARGE -> "Raise maximum_object_size and maximum_object_size_in_memory.";
      case OLDER_THAN_STORED -> "Origins disagree about the time: look at their clocks.";
      case LENGTH_UNKNOWN -> "Have the origin send Content-Length, or chunks as in HTTP/1.1.";
      case INCOMPLETE -> "The transfer broke off; look at the origin's log.";
      case STATUS_PARTIAL, PARTIAL -> "fetch-whole-on-range at " + at + " would store the whole.";
      default -> "Nothing to mend here.";
    };
  }
}
