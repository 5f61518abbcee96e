package dev.weir.cache.model;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a response means to a shared cache, worked out anew for every question (RFC 9111 §3, §4.2,
/// §5); times in milliseconds. Its headers are all of the response, those not to be stored
/// included.
final class ReferenceResponse {
  /// RFC 9110 §15 from 200 on, without what depends on one request or tells nothing.
  private static final String UNDERSTOOD =
      "20[0-5]|30[0-3]|305|30[78]|40[0-9]|41[0-7]|42[126]|50[0-5]";

  /// RFC 9110 §15.1, without 206.
  private static final Set<Integer> HEURISTICALLY_CACHEABLE =
      Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

  /// Of those, the ones a configured minimum lifetime is meant for.
  private static final Set<Integer> HAVE_MINIMUM = Set.of(200, 203, 300, 301, 308, 410);

  private final int status;
  private final Headers headers;
  private final long requestMillis;
  private final long responseMillis;
  private final boolean targeted;
  private final ReferenceDirectives directives;

  ReferenceResponse(int status, Headers headers, long requestMillis, long responseMillis) {
    this.status = status;
    this.headers = headers;
    this.requestMillis = requestMillis;
    this.responseMillis = responseMillis;
    ReferenceDirectives target = ReferenceDirectives.targeted(headers.all(Contract.TARGET));
    this.targeted = target != null;
    this.directives =
        target == null ? ReferenceDirectives.of(headers.all("Cache-Control")) : target;
  }

  ReferenceDirectives directives() {
    return directives;
  }

  Headers headers() {
    return headers;
  }

  int status() {
    return status;
  }

  /// RFC 9111 §4.2.3; Date counts whole seconds.
  long ageMillis(long now) {
    Long date = ReferenceDates.millis(headers.first("Date"));
    long apparentAge = date == null ? 0 : Math.max(0, (responseMillis - date) / 1000 * 1000);
    long correctedAgeValue = ageValue() * 1000 + (responseMillis - requestMillis);
    return Math.max(apparentAge, correctedAgeValue) + (now - responseMillis);
  }

  /// RFC 9111 §5.1
  private long ageValue() {
    String line = headers.first("Age");
    String first = line == null ? "" : line.split(",", 2)[0].strip();
    if (!first.matches("[0-9]+")) {
      return 0;
    }
    return first.length() > 10 ? 1L << 31 : Math.min(1L << 31, Long.parseLong(first));
  }

  boolean hasExplicitLifetime() {
    return directives.seconds("s-maxage") >= 0
        || directives.seconds("max-age") >= 0
        || (!targeted && headers.has("Expires"));
  }

  /// RFC 9111 §4.2.1, §4.2.2
  long lifetimeMillis(Contract contract) {
    if (directives.seconds("s-maxage") >= 0) {
      return directives.seconds("s-maxage") * 1000;
    }
    if (directives.seconds("max-age") >= 0) {
      return directives.seconds("max-age") * 1000;
    }
    if (!targeted && headers.has("Expires")) {
      boolean same = headers.all("Expires").stream().distinct().count() == 1;
      Long expires = same ? ReferenceDates.millis(headers.first("Expires")) : null;
      Long date = ReferenceDates.millis(headers.first("Date"));
      return expires == null ? 0 : expires - (date == null ? responseMillis : date);
    }
    return Math.min(contract.max() * 1000, guess(contract));
  }

  private long guess(Contract contract) {
    Long modified = ReferenceDates.millis(headers.first("Last-Modified"));
    long generated = responseMillis - ageMillis(responseMillis);
    boolean mayGuess = HEURISTICALLY_CACHEABLE.contains(status) || directives.has("public");
    boolean hasMinimum = HAVE_MINIMUM.contains(status) || directives.has("public");
    long sinceModified =
        modified == null || !mayGuess ? 0 : Math.max(0, (generated - modified) / 1000);
    long byModification = sinceModified * contract.percent() / 100;
    return Math.max(byModification, hasMinimum ? contract.min() : 0) * 1000;
  }

  /// Milliseconds past the lifetime at a moment; negative while fresh, and zero is stale (§4.2).
  long pastMillis(Contract contract, long now) {
    return ageMillis(now) - lifetimeMillis(contract);
  }

  /// §5.2.2.4; Pragma where there is no Cache-Control at all.
  boolean mustAlwaysValidate() {
    boolean pragma =
        !targeted
            && !headers.has("Cache-Control")
            && String.join(",", headers.all("Pragma"))
                .toLowerCase(Locale.ROOT)
                .contains("no-cache");
    return directives.has("no-cache") || pragma;
  }

  /// §5.2.2.2, §5.2.2.8, §5.2.2.10
  boolean mustValidateWhenStale() {
    return directives.has("must-revalidate")
        || directives.has("proxy-revalidate")
        || directives.seconds("s-maxage") >= 0;
  }

  @Nullable String entityTag() {
    String tag = headers.first("ETag");
    return tag != null && tag.matches("(W/)?\"[!#-~]*\"") ? tag : null;
  }

  @Nullable Long lastModified() {
    return ReferenceDates.millis(headers.first("Last-Modified"));
  }

  /// §3, and not storing what could never be used.
  boolean mayBeStored(Step.Ask ask, Contract contract) {
    return ask.method().equals("GET")
        && isWholeAnswer()
        && isPermitted(ask)
        && !headers.all("Vary").toString().contains("*")
        && hasReasonToBeStored()
        && couldBeUsed(ask, contract);
  }

  private boolean isWholeAnswer() {
    return status >= 200 && !Set.of(206, 304, 412, 416, 417, 428, 429, 431, 511).contains(status);
  }

  private boolean isPermitted(Step.Ask ask) {
    ReferenceDirectives asked = ReferenceDirectives.of(ask.headers().all("Cache-Control"));
    boolean understood = String.valueOf(status).matches(UNDERSTOOD);
    boolean mustUnderstand = directives.has("must-understand");
    if (mustUnderstand ? !understood : directives.has("no-store")) {
      return false;
    }
    boolean sharable =
        directives.has("public")
            || directives.has("must-revalidate")
            || directives.seconds("s-maxage") >= 0;
    return !asked.has("no-store")
        && !directives.has("private")
        && (sharable || !ask.headers().has("Authorization"));
  }

  private boolean hasReasonToBeStored() {
    boolean guessed =
        HAVE_MINIMUM.contains(status)
            || (HEURISTICALLY_CACHEABLE.contains(status) && lastModified() != null);
    return hasExplicitLifetime() || directives.has("public") || guessed;
  }

  private boolean couldBeUsed(Step.Ask ask, Contract contract) {
    if (entityTag() != null || lastModified() != null) {
      return true;
    }
    return !mustAlwaysValidate()
        && (pastMillis(contract, responseMillis) < 0
            || staleWhileRevalidate(contract) > 0
            || staleIfError(ask, contract) > 0);
  }

  /// RFC 5861 §3; the configuration where the response is silent.
  long staleWhileRevalidate(Contract contract) {
    long said = directives.seconds("stale-while-revalidate");
    return said >= 0 ? said : contract.staleWhileRevalidate();
  }

  /// RFC 5861 §4; -1 when nobody says anything.
  long staleIfError(Step.Ask ask, Contract contract) {
    long granted = directives.seconds("stale-if-error");
    long asked =
        ReferenceDirectives.of(ask.headers().all("Cache-Control")).seconds("stale-if-error");
    if (granted < 0 && asked < 0) {
      return contract.staleIfError();
    }
    return granted < 0 || asked < 0 ? Math.max(granted, asked) : Math.min(granted, asked);
  }
}
