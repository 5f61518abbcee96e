package dev.weir.workbench.tune.replay;

import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.CacheControl;
import dev.weir.http.EntityTag;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import dev.weir.workbench.tune.log.Inputs;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.Sighting.Verb;
import dev.weir.workbench.tune.log.Sighting.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the origin would have answered at the moment of a line, as far as the log knows: the
/// request and the answer in the terms of the decisions.
///
/// Worked out at most once per line, and only by rule sets that need it.
final class OriginAnswer {

  private static final Fields EMPTY_CONTENT = Fields.of("Content-Length", "0");

  /// The log shows that there is a validator, but not which.
  private static final EntityTag SOME_TAG = new EntityTag("unknown", true);

  private final Sighting line;
  private final Resource resource;
  private final Instant at;
  private @Nullable RequestFacts request;
  private @Nullable Fields fields;
  private @Nullable StoredFacts facts;
  private @Nullable Interpretation factsReadAs;

  OriginAnswer(Sighting line, Resource resource) {
    this.line = line;
    this.resource = resource;
    this.at = Instant.ofEpochMilli(line.atMillis());
  }

  Instant at() {
    return at;
  }

  /// The status a whole answer would have had.
  int status() {
    int status = line.status();
    boolean speaksForItself =
        line.witness() != Witness.SILENT || (status >= 400 && status < 500 && status != 499);
    return !speaksForItself || status < 200 || status == 304 || status == 499
        ? resource.truth().status()
        : status;
  }

  /// Size of the whole content.
  long bytes() {
    boolean whole = line.status() == 200 && line.verb() == Verb.GET;
    return Math.max(whole ? line.bytes() : 0, resource.truth().bytes());
  }

  /// Whether there is something the cache could have validated with.
  boolean hasValidator() {
    Inputs inputs = line.inputs();
    return inputs.etag() != null || inputs.lastModified() != null || resource.hasBeenValidated();
  }

  RequestFacts request() {
    RequestFacts known = request;
    if (known == null) {
      known = requestFacts();
      request = known;
    }
    return known;
  }

  private RequestFacts requestFacts() {
    Inputs inputs = line.inputs();
    boolean head = line.verb() == Verb.HEAD;
    boolean plain =
        !inputs.cookie() && !inputs.authorization() && inputs.requestCacheControl() == null;
    if (plain) {
      return resource.plain(head);
    }
    Fields.Builder sent = Fields.builder();
    add(sent, "Cache-Control", inputs.requestCacheControl());
    add(sent, "Cookie", inputs.cookie() ? "-" : null);
    add(sent, "Authorization", inputs.authorization() ? "-" : null);
    return RequestFacts.of(head ? "HEAD" : "GET", resource.key(), sent.build());
  }

  /// The fields of the answer.
  Fields fields() {
    Fields known = fields;
    if (known == null) {
      known = responseFields();
      fields = known;
    }
    return known;
  }

  private Fields responseFields() {
    Inputs inputs = line.inputs();
    if (!saysAnything(inputs)) {
      return bytes() == 0 && line.status() == 200 && line.verb() == Verb.GET
          ? EMPTY_CONTENT
          : Fields.EMPTY;
    }
    Fields.Builder sent = Fields.builder();
    add(sent, "Date", HttpDate.format(at));
    add(sent, "Cache-Control", inputs.cacheControl());
    add(sent, "Expires", inputs.expires());
    add(sent, "Last-Modified", inputs.lastModified());
    add(sent, "ETag", inputs.etag());
    add(sent, "Set-Cookie", resource.setsCookie() ? "-" : null);
    return sent.build();
  }

  private boolean saysAnything(Inputs inputs) {
    return inputs.cacheControl() != null
        || inputs.expires() != null
        || inputs.lastModified() != null
        || inputs.etag() != null
        || resource.setsCookie();
  }

  /// What the answer would be stored with.
  StoredFacts facts(Interpretation reading) {
    StoredFacts known = facts;
    if (known == null || !reading.equals(factsReadAs)) {
      known =
          saysAnything(line.inputs())
              ? StoredFacts.of(status(), fields(), at, at, reading)
              : unknown();
      facts = known;
      factsReadAs = reading;
    }
    return known;
  }

  /// The facts of an answer that says nothing about itself: the same in all modes.
  private StoredFacts unknown() {
    return new StoredFacts(
        status(),
        at,
        at,
        null,
        null,
        resource.hasBeenValidated() ? SOME_TAG : null,
        CacheControl.NONE,
        Set.of(),
        null,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static void add(Fields.Builder fields, String name, @Nullable String value) {
    if (value != null) {
      fields.add(name, value);
    }
  }
}
