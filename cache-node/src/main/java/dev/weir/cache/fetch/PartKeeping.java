package dev.weir.cache.fetch;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.decide.Storing;
import dev.weir.cache.decide.change.Freshening;
import dev.weir.cache.decide.change.RefusalEffect;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.partial.PartRange;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.http.Fields;
import dev.weir.http.representation.ByteRange;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Keeps parts of representations: alone, joined to others of the same, and as a whole once they
/// are (RFC 9111 §3.4).
final class PartKeeping {

  private final ResponseStore store;
  private final CachePolicy policy;
  private final InstantSource clock;

  PartKeeping(ResponseStore store, CachePolicy policy, InstantSource clock) {
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  /// Whether a response is a part that was asked for and says which, as far as its head can tell.
  static boolean isKeepable(Ask ask, Answer answer) {
    PartRange range = answer.status() == 206 ? PartRange.of(answer.fields()) : null;
    if (range == null || !ask.fields().contains("Range")) {
      return false;
    }
    long declared = answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH);
    return declared < 0 || range.fitting(declared, ask.fields()) != null;
  }

  /// Keeps a part a client asked for.
  void keep(Ask ask, Answer answer, StorageDecision.Store decision, MemoryContent content) {
    PartRange stated = PartRange.of(answer.fields());
    PartRange range = stated == null ? null : stated.fitting(content.length(), ask.fields());
    if (range == null) {
      return;
    }
    StoredResponse head = head(ask, answer, decision);
    PartialResponse part = PartialResponse.of(head, range, content);
    PartialResponse held = store.parts().select(ask.key(), ask.fields());
    if (held != null && held.isOfSame(part)) {
      Judged judged = judged(ask, held, answer);
      if (judged.isKept()) {
        put(held.joinedWith(part, judged.head()));
      }
    } else if (!isHeldWhole(ask, part)) {
      put(part);
    }
  }

  /// Whether an answer is the missing part, of the same representation (RFC 9110 §15.3.7.3).
  static boolean completes(Purpose.Complete complete, Answer answer) {
    PartRange range = answer.status() == 206 ? PartRange.of(answer.fields()) : null;
    return range != null
        && range.completeLength() == complete.held().length()
        && covers(range.range(), complete.missing())
        && complete.held().strongValidator() != null
        && repeatsValidators(complete.held().head().fields(), answer);
  }

  private static boolean covers(ByteRange range, ByteRange wanted) {
    return range.first() <= wanted.first() && wanted.last() <= range.last();
  }

  /// An entity tag is always repeated; a date the condition was about need not be (RFC 9110
  /// §15.3.7).
  private static boolean repeatsValidators(Fields held, Answer answer) {
    String tag = held.first("ETag");
    String modified = answer.fields().first("Last-Modified");
    return tag == null
        ? modified == null || modified.equals(held.first("Last-Modified"))
        : tag.equals(answer.fields().first("ETag"));
  }

  /// Joins the missing part to what is held; null when it is not the length it said.
  @Nullable Grown complete(
      Ask ask, Purpose.Complete complete, Answer answer, MemoryContent content) {
    PartRange range = PartRange.of(answer.fields());
    if (range == null || content.length() != range.range().length()) {
      return null;
    }
    PartialResponse held = complete.held();
    Judged judged = judged(ask, held, answer);
    PartialResponse grown =
        held.joinedWith(PartialResponse.of(judged.head(), range, content), judged.head());
    // What somebody has dropped or replaced meanwhile is given to those who wait, and forgotten.
    if (judged.effect() == RefusalEffect.OUTDATES
        && store.parts().remove(held)
        && judged.isKept()) {
      put(grown);
    }
    return new Grown(grown, judged.isKept());
  }

  /// Lets go of what is held, if it is still there: it turned out to be of another representation.
  void forget(PartialResponse held) {
    store.parts().remove(held);
  }

  private void put(PartialResponse parts) {
    if (parts.isWhole()) {
      store.put(parts.whole(), clock.instant());
    } else {
      store.parts().put(parts);
    }
  }

  /// A whole one of the same representation needs no parts; one of another is no longer what the
  /// origin says.
  private boolean isHeldWhole(Ask ask, PartialResponse part) {
    Variants variants = store.peek(ask.key());
    if (variants == null) {
      return false;
    }
    for (Variant variant : variants.all()) {
      StoredResponse whole = variant.response();
      if (whole.selecting().matches(ask.fields())) {
        boolean isSame =
            part.isOfSame(new PartialResponse(whole, whole.content().length(), part.parts()));
        if (!isSame) {
          store.remove(whole);
        }
        return isSame;
      }
    }
    return false;
  }

  private StoredResponse head(Ask ask, Answer answer, StorageDecision.Store decision) {
    return new StoredResponse(
        ask.key(),
        200,
        null,
        ofTheWhole(Keeping.storable(answer, decision.omittedFields())),
        StoredContent.EMPTY,
        decision.facts(),
        SelectingFields.of(answer.fields(), ask.fields()),
        policy.ruleFor(ask.key()).name());
  }

  /// Without what is said of the part alone: its place, and digests of its octets (RFC 9530 §2).
  private static Fields ofTheWhole(Fields fields) {
    return fields.without("Content-Range", "Content-Digest", "Content-MD5");
  }

  /// A head updated by a later part.
  ///
  /// @param isKept whether it may be kept
  /// @param effect on what was held before
  private record Judged(StoredResponse head, boolean isKept, RefusalEffect effect) {}

  /// RFC 9111 §3.4: the later response's fields take the place of their like.
  private Judged judged(Ask ask, PartialResponse held, Answer answer) {
    Fields update = ofTheWhole(Keeping.storable(answer, Set.of()));
    Fields fields = Freshening.updated(held.head().fields(), update);
    StoredFacts facts =
        StoredFacts.of(
            200,
            Keeping.aged(fields, answer.fields()),
            answer.requestTime(),
            answer.responseTime(),
            policy.interpretation());
    return switch (decide(ask.facts(), ask, fields, facts)) {
      case StorageDecision.Store(_, var kept, var omitted) ->
          new Judged(
              held.head().withFreshened(fields.without(omitted.toArray(String[]::new)), kept),
              true,
              RefusalEffect.OUTDATES);
      case StorageDecision.DoNotStore(Reason refusal) ->
          new Judged(
              held.head().withFreshened(fields, facts),
              false,
              RefusalEffect.of(
                  ask.facts(),
                  answer.status(),
                  refusal,
                  decide(RequestFacts.PLAIN_GET, ask, fields, facts)));
    };
  }

  private StorageDecision decide(RequestFacts request, Ask ask, Fields fields, StoredFacts facts) {
    return Storing.decide(
        request, fields, facts, policy.ruleFor(ask.key()), policy, facts.responseTime());
  }
}
