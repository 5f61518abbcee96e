package dev.weir.cache.fetch;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.download.Download;
import dev.weir.cache.download.DownloadEnd;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.forward.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/// What all fetches of a node have in common: who they are, what they keep by and whom they share
/// with.
final class FetchContext {

  private final Keeping keeping;
  private final Sharing sharing;
  private final Uncollapsible uncollapsible;
  private final DownloadLimits limits;
  private final InstantSource clock;
  private final Consumer<Fetch> anew;
  private final Patience patience;
  private final ConcurrentMap<FetchKey, Fetch> joinable;
  private final ConcurrentMap<FetchKey, Fetch> behind;
  private final Set<Fetch> running;

  FetchContext(
      Keeping keeping,
      Sharing sharing,
      Uncollapsible uncollapsible,
      DownloadLimits limits,
      InstantSource clock,
      Consumer<Fetch> anew) {
    this.keeping = keeping;
    this.sharing = sharing;
    this.uncollapsible = uncollapsible;
    this.limits = limits;
    this.clock = clock;
    this.anew = anew;
    this.patience = new Patience();
    this.joinable = new ConcurrentHashMap<>();
    this.behind = new ConcurrentHashMap<>();
    this.running = ConcurrentHashMap.newKeySet();
  }

  private FetchContext(FetchContext other, CachePolicy policy) {
    this.keeping = other.keeping.judgingBy(policy);
    this.sharing = other.sharing.judgingBy(policy);
    this.uncollapsible = other.uncollapsible;
    this.limits = other.limits;
    this.clock = other.clock;
    this.anew = other.anew;
    this.patience = other.patience;
    this.joinable = other.joinable;
    this.behind = other.behind;
    this.running = other.running;
  }

  /// The same fetches under way, and those to come judged by another policy.
  FetchContext judgingBy(CachePolicy policy) {
    return new FetchContext(this, policy);
  }

  Keeping keeping() {
    return keeping;
  }

  Sharing sharing() {
    return sharing;
  }

  ConcurrentMap<FetchKey, Fetch> joinable() {
    return joinable;
  }

  /// Validations for the store that nobody may join; listed so that there is one at a time.
  ConcurrentMap<FetchKey, Fetch> behind() {
    return behind;
  }

  Set<Fetch> running() {
    return running;
  }

  Patience patience() {
    return patience;
  }

  Instant now() {
    return clock.instant();
  }

  boolean collapses(CacheKey key) {
    return !uncollapsible.contains(key);
  }

  /// An answer was for all.
  void foundShareable(CacheKey key) {
    uncollapsible.remove(key);
  }

  /// An answer others waited for, or might have, was not for all.
  void foundUnshareable(CacheKey key) {
    uncollapsible.add(key);
  }

  /// Asks again, without a condition: the validation did not say what it should.
  void fetchAnew(Fetch fetch) {
    anew.accept(fetch);
  }

  /// A fetch takes the place of another, whose answer was of no use to those who wait for this one.
  void succeed(Fetch failed, Fetch next) {
    FetchKey key = next.listedAs();
    if (key != null && !joinable.replace(key, failed, next)) {
      joinable.putIfAbsent(key, next);
    }
    anew.accept(next);
  }

  /// Downloads for the store and whoever reads along.
  Download keep(Answer answer, Fetch fetch) {
    return Download.kept(
        answer.response().content(), declaredBytes(answer, fetch), limits, fetch, clock);
  }

  /// Downloads for those waiting only.
  Download pass(Answer answer, Fetch fetch) {
    return Download.passing(
        answer.response().content(), declaredBytes(answer, fetch), limits, fetch, clock);
  }

  /// Downloads what lacks of a representation held in part.
  Download complete(Answer answer, DownloadEnd end) {
    long declared = answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH);
    return Download.kept(answer.response().content(), declared, limits, end, clock);
  }

  private static long declaredBytes(Answer answer, Fetch fetch) {
    boolean hasContent =
        !fetch.ask().method().equals("HEAD") && answer.status() != 204 && answer.status() != 304;
    return hasContent ? answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH) : -1;
  }

  /// Reads to the end what has no content worth reading, so that the connection can be used again.
  void discard(Answer answer) {
    Content.Source.consumeAll(answer.response().content(), Callback.NOOP);
  }

  /// Does not read what is of no use.
  void refuse(Answer answer) {
    answer.response().content().fail(new IOException("not what was asked for"));
  }

  /// Nobody may join the fetch any more.
  void unlist(Fetch fetch) {
    FetchKey key = fetch.listedAs();
    if (key != null) {
      joinable.remove(key, fetch);
      behind.remove(key, fetch);
    }
  }

  /// The fetch is over.
  void ended(Fetch fetch) {
    unlist(fetch);
    running.remove(fetch);
  }
}
