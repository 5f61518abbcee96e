package dev.weir.cache.fetch;

import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.decide.change.Freshening;
import dev.weir.cache.decide.change.RefusalEffect;
import dev.weir.cache.download.Download;
import dev.weir.cache.download.DownloadEnd;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.fetch.Handout.Audience;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.ForwardListener;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.forward.Purpose.Choose.Candidate;
import dev.weir.cache.route.Destination;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One question to upstream and everybody waiting for its answer. It belongs to the cache: clients
/// join it, read along, and leave it, and it ends by itself.
///
/// The one it was begun for, if any, stands first among the waiting. While there is no answer
/// anyone may join. When its head arrives, those it may be shared with read along from the first
/// byte; the others are told to fetch for themselves, at once. Later ones may still join while the
/// beginning is at hand.
final class Fetch implements ForwardListener, DownloadEnd {

  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  private final Ask ask;
  private final @Nullable FetchKey listedAs;
  private final @Nullable Waiter owner;
  private final FetchContext context;
  private volatile Purpose purpose;

  private final Attempt attempt;
  private final Queue queue;
  private final Handout handout;
  private final Succession succession;
  private @Nullable Fetched fetched;

  /// Whether there is another if it fails.
  enum Attempt {
    FIRST,
    LAST
  }

  /// @param listedAs where others find it to join, null when nobody may
  /// @param owner whom it is begun for, null when only for the store
  Fetch(
      Ask ask,
      Purpose purpose,
      @Nullable FetchKey listedAs,
      @Nullable Waiter owner,
      FetchContext context) {
    this(ask, purpose, listedAs, owner, context, Attempt.FIRST);
  }

  /// @param attempt whether it is in the place of one that failed
  Fetch(
      Ask ask,
      Purpose purpose,
      @Nullable FetchKey listedAs,
      @Nullable Waiter owner,
      FetchContext context,
      Attempt attempt) {
    this.ask = ask;
    this.purpose = purpose;
    this.listedAs = listedAs;
    this.owner = owner;
    this.context = context;
    this.attempt = attempt;
    this.queue = new Queue(owner, context.now());
    this.handout = new Handout(ask, owner, context.sharing());
    this.succession = new Succession(this, context);
  }

  Ask ask() {
    return ask;
  }

  Purpose purpose() {
    return purpose;
  }

  @Nullable FetchKey listedAs() {
    return listedAs;
  }

  Attempt attempt() {
    return attempt;
  }

  int waiting() {
    return queue.length();
  }

  /// Lets another client wait for the answer, or read along; says whether that is possible.
  boolean join(Waiter waiter) {
    if (queue.join(waiter)) {
      return true;
    }
    Queue.Shared open = queue.shared();
    return open != null && handout.late(waiter, open.fetched(), open.download());
  }

  /// Ends it before it has begun: its owner has been answered otherwise. Who joined meanwhile asks
  /// again.
  void withdraw() {
    context.ended(this);
    for (Waiter waiter : queue.answered(null)) {
      if (!waiter.equals(owner)) {
        waiter.onOutcome(new FetchOutcome.NotShareable());
      }
    }
  }

  /// Something changed what it asks for: whatever comes may be older than that, so it is neither
  /// stored nor shared with anybody who comes from now on.
  void overtake() {
    queue.overtake();
  }

  private boolean isOvertaken() {
    return queue.isOvertaken();
  }

  /// Whether its answer takes longer than answers do.
  boolean isOverdue() {
    return queue.waitsSince(context.now(), context.patience().limit());
  }

  /// Begins beside one that is overdue.
  void follow(Fetch overdue) {
    queue.follow(overdue.queue);
  }

  @Override
  public void onInterim(int status, HttpFields fields) {
    if (owner != null) {
      owner.onInterim(status, fields);
    }
  }

  @Override
  public void onAnswer(Answer answer) {
    context.patience().answered(answer.elapsed());
    guarded(answer, () -> judge(answer));
  }

  private void guarded(Answer answer, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      // A defect of ours must not leave those waiting in the dark.
      LOG.error("the answer to {} could not be judged", ask.key(), e);
      answer.response().content().fail(e);
      onFailure(
          new UpstreamFailure(
              ProxyError.PROXY_INTERNAL_ERROR, Sent.WHOLE, "the answer could not be judged"),
          answer.from());
    }
  }

  private void judge(Answer answer) {
    if (answer.status() == 304 && isUnconditional()) {
      answer.response().content().fail(new IllegalStateException("304 without a condition"));
      onFailure(
          new UpstreamFailure(
              ProxyError.HTTP_PROTOCOL_ERROR, Sent.WHOLE, "304 to a request without a condition"),
          answer.from());
    } else if (purpose instanceof Purpose.Validate(StoredResponse stored)) {
      onValidation(stored, answer);
    } else if (purpose instanceof Purpose.Choose choose && answer.status() == 304) {
      onChoice(choose, answer);
    } else if (purpose instanceof Purpose.Complete complete) {
      onCompletion(complete, answer);
    } else {
      onRepresentation(answer);
    }
  }

  /// Whether a 304 answers nothing that was asked (RFC 9110 §15.4.5).
  private boolean isUnconditional() {
    return switch (purpose) {
      case Purpose.Whole _ -> true;
      case Purpose.Validate(StoredResponse stored) -> !context.keeping().canValidate(stored);
      case Purpose.Choose _, Purpose.Complete _, Purpose.AsAsked _ -> false;
    };
  }

  private void onValidation(StoredResponse stored, Answer answer) {
    if (answer.status() == 304) {
      context.discard(answer);
      if (Freshening.confirms(stored.facts(), answer.fields())) {
        onConfirmed(stored, answer);
      } else {
        fetchAnew(Purpose.WHOLE);
      }
      return;
    }
    if (answer.status() >= 500) {
      queue.makeDo(new FetchTrouble.ErrorAnswer(answer));
    }
    onRepresentation(answer);
  }

  private void onChoice(Purpose.Choose choose, Answer answer) {
    context.discard(answer);
    Candidate chosen = choose.named(answer.fields());
    if (chosen == null) {
      fetchAnew(Purpose.WHOLE);
    } else {
      context.keeping().read(chosen, read -> guarded(answer, () -> onChosen(read, answer)));
    }
  }

  private void onChosen(@Nullable StoredResponse chosen, Answer answer) {
    if (chosen == null || isOvertaken() || !Freshening.confirms(chosen.facts(), answer.fields())) {
      fetchAnew(Purpose.WHOLE);
    } else {
      tell(context.keeping().choose(ask, chosen, answer), answer);
    }
  }

  private void fetchAnew(Purpose instead) {
    purpose = instead;
    context.fetchAnew(this);
  }

  private void onCompletion(Purpose.Complete complete, Answer answer) {
    if (PartKeeping.completes(complete, answer)) {
      PartKeeping parts = context.keeping().parts();
      context
          .complete(
              answer,
              new Completion(
                  ask,
                  complete,
                  answer,
                  parts,
                  grown -> onCompleted(grown, answer),
                  () -> fetchAnew(complete.otherwise())))
          .start();
      return;
    }
    if (RefusalEffect.isOfResource(answer.status()) || answer.status() == 416) {
      context.keeping().parts().forget(complete.held());
    }
    switch (answer.status()) {
      case 206, 304, 416 -> {
        context.refuse(answer);
        fetchAnew(complete.otherwise());
      }
      default -> onRepresentation(answer);
    }
  }

  private void onCompleted(Grown grown, Answer answer) {
    context.ended(this);
    handout.completed(queue.answered(null), grown, answer);
  }

  private void onConfirmed(StoredResponse stored, Answer answer) {
    tell(context.keeping().update(ask, stored, answer), answer);
  }

  private void tell(Freshened freshened, Answer answer) {
    context.ended(this);
    handout.freshened(queue.answered(null), freshened, answer);
    queue.releaseOthers(
        freshened.shared() == null
            ? new FetchOutcome.NotShareable()
            : new FetchOutcome.Overtaken());
  }

  private void onRepresentation(Answer answer) {
    Fetched head = context.keeping().judge(ask, answer);
    fetched = head;
    boolean keep = head.isKept() && !isOvertaken();
    Audience audience = handout.audience(head, keep);
    reconcile(head);
    Download download =
        keep || audience == Audience.SUFFERERS
            ? context.keep(answer, this)
            : context.pass(answer, this);
    Queue.Shared toJoin = audience == Audience.COMPANIONS ? new Queue.Shared(head, download) : null;
    if (toJoin == null) {
      context.unlist(this);
    }
    note(answer, toJoin);
    Handout.Arriving handed = handout.arriving(queue.answered(toJoin), head, download, audience);
    // Begun before anybody is told: a short answer is then whole when they begin to write it.
    download.start();
    handed.told().forEach(Runnable::run);
    leave(handed.left(), answer, toJoin);
    if (toJoin != null) {
      queue.releaseOthers(new FetchOutcome.Overtaken());
    } else if (answer.status() < 500) {
      queue.releaseOthers(new FetchOutcome.NotShareable());
    }
  }

  /// Those the answer is not for ask for themselves, together where they can: nobody is helped by a
  /// crowd, a server in trouble least of all.
  private void leave(List<Waiter> left, Answer answer, Queue.@Nullable Shared toJoin) {
    if (answer.status() >= 500) {
      succession.onTrouble(left, answer.from(), Handout.unavailable(answer));
    } else if (toJoin != null) {
      succession.byVariant(left, answer);
    } else {
      left.forEach(waiter -> waiter.onOutcome(new FetchOutcome.NotShareable()));
    }
  }

  /// What is stored under the key already may be known to be outdated now.
  private void reconcile(Fetched head) {
    if (isOvertaken()) {
      return;
    }
    if (ask.method().equals("HEAD") && head.answer().status() == 200) {
      context.keeping().compare(ask, head.answer());
    }
    if (purpose instanceof Purpose.Validate(StoredResponse stored)) {
      context.keeping().reconsider(ask, stored, head);
    }
  }

  /// A failure says nothing of what comes when it is over, nor does what has been overtaken.
  private void note(Answer answer, Queue.@Nullable Shared toJoin) {
    if (toJoin != null) {
      context.foundShareable(ask.key());
    } else if (listedAs != null && answer.status() < 500 && !isOvertaken()) {
      context.foundUnshareable(ask.key());
    }
  }

  @Override
  public void onFailure(UpstreamFailure failure, @Nullable Destination last) {
    context.ended(this);
    if (purpose instanceof Purpose.Validate) {
      queue.makeDo(new FetchTrouble.NoAnswer(failure, last));
    }
    List<Waiter> others = new ArrayList<>(queue.answered(null));
    if (owner != null && others.remove(owner)) {
      owner.onOutcome(new FetchOutcome.Failed(failure, last));
    }
    succession.onTrouble(others, last, failure);
  }

  @Override
  public void whole(List<ByteBuffer> pages) {
    Fetched head = fetched;
    if (head != null && head.storage() instanceof StorageDecision.Store store && !isOvertaken()) {
      context.keeping().put(ask, head, store, StoredContent.over(pages));
    }
    context.ended(this);
  }

  @Override
  public @Nullable GrowingContent overflow(long declaredBytes) {
    Fetched head = fetched;
    // Parts are held in memory only.
    boolean isWhole = head != null && head.answer().status() != 206;
    return isWhole && !isOvertaken() ? context.keeping().grow(ask.key(), declaredBytes) : null;
  }

  @Override
  public void overflowed(GrowingContent kept) {
    Fetched head = fetched;
    if (head != null && head.storage() instanceof StorageDecision.Store store && !isOvertaken()) {
      context.keeping().put(ask, head, store, kept.whole());
    } else {
      kept.abandon();
    }
    context.ended(this);
  }

  @Override
  public void lost() {
    context.ended(this);
  }
}
