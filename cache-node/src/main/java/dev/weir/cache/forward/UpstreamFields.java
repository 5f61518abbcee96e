package dev.weir.cache.forward;

import dev.weir.cache.decide.Validators;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.route.CopyAges;
import dev.weir.cache.route.Destination;
import dev.weir.http.HopByHop;
import dev.weir.http.HttpDate;
import dev.weir.http.forwarding.Forwarded;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// The fields of a request to upstream, made from those of the client's.
public final class UpstreamFields {

  private final @Nullable String pseudonym;
  private final FreshnessMode mode;

  /// @param pseudonym what this node calls itself in Via, null when it does not show itself
  public UpstreamFields(@Nullable String pseudonym, FreshnessMode mode) {
    this.pseudonym = pseudonym;
    this.mode = mode;
  }

  /// All fields to send, Host included; framing of content is left as the client stated its length.
  ///
  /// @param oldestSeconds greatest age of a copy that is of use
  HttpFields of(Ask ask, Purpose purpose, Destination destination, long oldestSeconds) {
    HttpFields.Mutable fields = HttpFields.build();
    String forced = destination.peer().settings().forcedDomain();
    fields.put(HttpHeader.HOST, forced == null ? ask.key().authority() : forced);
    Set<String> nominated = HopByHop.nominated(ask.fields());
    boolean conditionsAreOurs = !(purpose instanceof Purpose.AsAsked);
    for (HttpField field : ask.fields().fields()) {
      if (isPassedOn(field, nominated) && !(conditionsAreOurs && isCondition(field))) {
        fields.add(field);
      }
    }
    joinCookies(fields);
    announceTrailers(fields, ask);
    stepDown(fields, ask.method());
    purposeful(fields, purpose, destination);
    limitAge(fields, ask, oldestSeconds);
    expectation(fields, destination);
    if (pseudonym != null) {
      fields.add(HttpHeader.VIA, ask.client().protocol() + " " + pseudonym);
    }
    forwardedFor(fields, ask.client().address());
    forwardedScheme(fields, ask.key().scheme());
    return fields.asImmutable();
  }

  /// The same for a request with content, which the client may want to be asked for (RFC 9110
  /// §10.1.1).
  HttpFields withContent(HttpFields made, Ask ask) {
    boolean waits = ask.fields().contains("Expect") && ask.client().knowsInterim();
    return waits ? HttpFields.build(made).put(HttpHeader.EXPECT, "100-continue") : made;
  }

  private void purposeful(HttpFields.Mutable fields, Purpose purpose, Destination destination) {
    if (purpose instanceof Purpose.Validate(var stored)) {
      addConditions(fields, Validators.of(stored.facts(), mode));
    }
    if (purpose instanceof Purpose.Choose choose
        && destination.kind() != Destination.Kind.SIBLING) {
      // A sibling knows which of its own is the one.
      fields.put(HttpHeader.IF_NONE_MATCH, choose.tags());
    }
    if (purpose instanceof Purpose.Complete complete) {
      addRange(fields, complete);
    }
  }

  /// Tells a node of the cluster as what it is asked.
  private static void expectation(HttpFields.Mutable fields, Destination destination) {
    if (destination.isAskedForCopiesOnly()) {
      // As Squid asks siblings: what you hold.
      fields.add(HttpHeader.CACHE_CONTROL, "only-if-cached");
    }
    if (destination.kind() == Destination.Kind.OWNER) {
      fields.put(Destination.HOP, "owner");
    }
  }

  /// RFC 9110 §10.1.4: we pass trailers on, so a client's word that it takes them is ours too.
  private static void announceTrailers(HttpFields.Mutable fields, Ask ask) {
    String accepted = ask.fields().combined("TE");
    if (accepted != null && accepted.toLowerCase(Locale.ROOT).contains("trailers")) {
      fields.put(HttpHeader.TE, "trailers");
      fields.put(HttpHeader.CONNECTION, "TE");
    }
  }

  /// RFC 9113 §8.2.3: what HTTP/2 may send in crumbs is one line in HTTP/1.1.
  private static void joinCookies(HttpFields.Mutable fields) {
    List<String> crumbs = fields.getValuesList(HttpHeader.COOKIE);
    if (crumbs.size() > 1) {
      fields.put(HttpHeader.COOKIE, String.join("; ", crumbs));
    }
  }

  /// RFC 9110 §7.6.2: one hop less to go for TRACE and OPTIONS.
  private static void stepDown(HttpFields.Mutable fields, String method) {
    if (method.equals("TRACE") || method.equals("OPTIONS")) {
      long left = fields.getLongField(HttpHeader.MAX_FORWARDS);
      if (left > 0) {
        fields.put(HttpHeader.MAX_FORWARDS, left - 1);
      }
    }
  }

  private static boolean isPassedOn(HttpField field, Set<String> nominated) {
    if (field.getHeader() == HttpHeader.HOST || field.getHeader() == HttpHeader.EXPECT) {
      return false;
    }
    return !field.getName().equalsIgnoreCase(Destination.HOP)
        && !HopByHop.is(field.getName())
        && !nominated.contains(field.getLowerCaseName());
  }

  private static boolean isCondition(HttpField field) {
    HttpHeader header = field.getHeader();
    return header == HttpHeader.IF_NONE_MATCH
        || header == HttpHeader.IF_MODIFIED_SINCE
        || header == HttpHeader.IF_RANGE
        || header == HttpHeader.RANGE;
  }

  private static void addConditions(HttpFields.Mutable fields, Validators validators) {
    var etag = validators.etag();
    if (etag != null) {
      fields.put(HttpHeader.IF_NONE_MATCH, etag.toString());
    }
    var modifiedSince = validators.modifiedSince();
    if (modifiedSince != null) {
      fields.put(HttpHeader.IF_MODIFIED_SINCE, HttpDate.format(modifiedSince));
    }
  }

  /// RFC 9110 §13.1.5: the missing part, or the whole when it is another by now.
  private static void addRange(HttpFields.Mutable fields, Purpose.Complete complete) {
    fields.put(HttpHeader.RANGE, complete.range());
    String validator = complete.held().strongValidator();
    if (validator != null) {
      fields.put(HttpHeader.IF_RANGE, validator);
    }
  }

  /// Nothing older than that, unless the client was stricter. Of two such wishes in one request
  /// some caches take the first, so there must not be two.
  private static void limitAge(HttpFields.Mutable fields, Ask ask, long oldestSeconds) {
    long wished = ask.facts().directives().maxAge();
    if (oldestSeconds == CopyAges.ANY || (wished >= 0 && wished <= oldestSeconds)) {
      return;
    }
    if (wished >= 0) {
      List<String> others =
          fields.getCSV(HttpHeader.CACHE_CONTROL, true).stream()
              .filter(directive -> !directive.toLowerCase(Locale.ROOT).startsWith("max-age"))
              .toList();
      fields.remove(HttpHeader.CACHE_CONTROL);
      others.forEach(directive -> fields.add(HttpHeader.CACHE_CONTROL, directive));
    }
    fields.add(HttpHeader.CACHE_CONTROL, "max-age=" + Math.max(0, oldestSeconds));
  }

  /// What the origin is told is what the answer is stored under, so that nobody makes it answer one
  /// scheme's clients for the other's.
  private static void forwardedScheme(HttpFields.Mutable fields, String scheme) {
    if (scheme.equals("https") || fields.contains(HttpHeader.X_FORWARDED_PROTO)) {
      fields.put(HttpHeader.X_FORWARDED_PROTO, scheme);
    }
    String account = String.join(", ", fields.getValuesList(HttpHeader.FORWARDED));
    Forwarded told = account.isEmpty() ? null : Forwarded.parse(account);
    String proto = told == null ? null : told.elements().getFirst().proto();
    if (proto != null && !proto.equalsIgnoreCase(scheme)) {
      fields.remove(HttpHeader.FORWARDED);
    }
  }

  private static void forwardedFor(HttpFields.Mutable fields, String clientAddress) {
    String before = String.join(", ", fields.getValuesList(HttpHeader.X_FORWARDED_FOR));
    fields.put(
        HttpHeader.X_FORWARDED_FOR,
        before.isEmpty() ? clientAddress : before + ", " + clientAddress);
  }
}
