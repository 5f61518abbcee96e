package dev.weir.cache.probe;

import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.ForwardListener;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.route.Destination;
import dev.weir.cache.route.Reach;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.http.EntityTag;
import dev.weir.http.HttpDate;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Checks a few hits with the origin after they were answered, and counts how many were outdated.
///
/// It measures and touches nothing: what it hears is neither stored nor booked anywhere else, so
/// what is measured is what would happen without it. Only hits with a validator are checked.
public final class HitProbe implements ExchangeListener {

  private final ExchangeListener listener;
  private final Forwarding forwarding;
  private final ResponseStore store;
  private final Duration every;
  private final Picking picking;
  private final LongAdder current = new LongAdder();
  private final LongAdder outdated = new LongAdder();
  private final LongAdder undecided = new LongAdder();

  /// One that checks at most one hit in so long; null when that is zero.
  ///
  /// @param listener hears of every exchange first
  public static @Nullable HitProbe every(
      Duration every, ExchangeListener listener, Forwarding forwarding, ResponseStore store) {
    return every.isZero() ? null : new HitProbe(listener, forwarding, store, every);
  }

  private HitProbe(
      ExchangeListener listener, Forwarding forwarding, ResponseStore store, Duration every) {
    this.listener = listener;
    this.forwarding = forwarding;
    this.store = store;
    this.every = every;
    this.picking = new Picking(every);
  }

  /// What has been found so far.
  public ProbeReport report() {
    long stale = outdated.sum();
    return ProbeReport.of(every.toMillis(), stale + current.sum(), stale, undecided.sum());
  }

  @Override
  public void answered(InetSocketAddress sibling, IcpMessage answer) {
    listener.answered(sibling, answer);
  }

  @Override
  public void ended(ClientExchange exchange, Ending ending) {
    listener.ended(exchange, ending);
    Ask ask = exchange.ask();
    StoredFacts facts = exchange.answerFacts();
    if (ask != null
        && facts != null
        && isHit(exchange.account())
        && facts.status() == 200
        && facts.hasValidator()
        && picking.picks(exchange.arrival())) {
      check(ask, facts);
    }
  }

  private static boolean isHit(Account account) {
    return account.tag().isHit() && account.hierarchy().equals(Hierarchy.NONE);
  }

  private void check(Ask ask, StoredFacts facts) {
    StoredResponse stored = stored(ask, facts);
    if (stored != null) {
      forwarding.send(
          ask.asOwn(stored.selecting().names()),
          new Purpose.Validate(stored),
          Reach.PARENTS,
          new Verdict(facts));
    }
  }

  /// What was answered with, if it is still in memory.
  private @Nullable StoredResponse stored(Ask ask, StoredFacts facts) {
    Variants held = store.peek(ask.key());
    return held == null
        ? null
        : held.all().stream()
            .map(Variant::response)
            .filter(each -> each.facts().equals(facts))
            .findFirst()
            .orElse(null);
  }

  /// Hears what the origin says about one hit.
  private final class Verdict implements ForwardListener {

    private final StoredFacts given;

    Verdict(StoredFacts given) {
      this.given = given;
    }

    @Override
    public void onInterim(int status, HttpFields fields) {
      // of no account
    }

    @Override
    public void onAnswer(Answer answer) {
      judged(answer).increment();
      // Nobody wants the content.
      answer.response().content().fail(new IOException("only the head was wanted"));
    }

    private LongAdder judged(Answer answer) {
      return switch (answer.status()) {
        case 304 -> current;
        case 404, 410 -> outdated;
        case 200 -> sameVersion(answer);
        default -> undecided;
      };
    }

    /// A server may answer 200 though nothing has changed.
    private LongAdder sameVersion(Answer answer) {
      EntityTag tag = given.etag();
      String told = answer.fields().first("ETag");
      EntityTag now = told == null ? null : EntityTag.parse(told);
      if (tag != null && now != null) {
        return tag.weakMatches(now) ? current : outdated;
      }
      String modified = answer.response().fields().get(HttpHeader.LAST_MODIFIED);
      Instant before = given.lastModified();
      if (modified == null || before == null) {
        return undecided;
      }
      return before.equals(HttpDate.parse(modified)) ? current : outdated;
    }

    @Override
    public void onFailure(UpstreamFailure failure, @Nullable Destination last) {
      undecided.increment();
    }
  }
}
