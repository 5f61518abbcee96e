package dev.weir.cache.fetch;

import dev.weir.cache.download.Download;
import dev.weir.cache.download.DownloadReader;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.fetch.FetchOutcome.Share;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.store.Variant;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who of those that waited for a fetch gets what of its answer: the client it was begun for in any
/// case, the others what may be shared with them.
record Handout(Ask ask, @Nullable Waiter owner, Sharing sharing) {

  /// Whom an answer that arrives is for.
  enum Audience {
    OWNER,
    /// Those for whom it could be reused.
    COMPANIONS,
    /// Those it could have been sent to as well, though it is not to be used again.
    SUFFERERS
  }

  /// Who is left without an answer, and what is to be said to the others.
  record Arriving(List<Runnable> told, List<Waiter> left) {}

  /// Whom an answer is for.
  ///
  /// @param keep whether it goes to the store
  Audience audience(Fetched head, boolean keep) {
    if (keep && sharing.isShareable(head)) {
      return Audience.COMPANIONS;
    }
    return Sharing.isForAllWhoSuffer(ask, head) ? Audience.SUFFERERS : Audience.OWNER;
  }

  /// Lets one who comes while the answer arrives read along; says whether that is possible.
  boolean late(Waiter latecomer, Fetched head, Download download) {
    if (!sharing.suitsLatecomer(latecomer.ask(), ask, head)) {
      return false;
    }
    DownloadReader content = download.open();
    if (content == null) {
      return false;
    }
    latecomer.onOutcome(new FetchOutcome.Arriving(head, content, Share.COLLAPSED));
    return true;
  }

  /// What is said instead of an error that is another's.
  static UpstreamFailure unavailable(Answer error) {
    return new UpstreamFailure(
        ProxyError.DESTINATION_UNAVAILABLE,
        Sent.WHOLE,
        "answered " + error.status() + " to those who asked before");
  }

  /// Opens a reader for everybody the answer suits.
  Arriving arriving(List<Waiter> waiters, Fetched head, Download download, Audience audience) {
    List<Runnable> told = new ArrayList<>();
    List<Waiter> left = new ArrayList<>();
    for (Waiter waiter : waiters) {
      DownloadReader content = suits(waiter, head, audience) ? download.open() : null;
      if (content == null) {
        left.add(waiter);
      } else {
        told.add(() -> waiter.onOutcome(new FetchOutcome.Arriving(head, content, share(waiter))));
      }
    }
    return new Arriving(told, left);
  }

  private boolean suits(Waiter waiter, Fetched head, Audience audience) {
    return waiter.equals(owner)
        || switch (audience) {
          case OWNER -> false;
          case COMPANIONS -> sharing.suitsCompanion(waiter.ask(), ask, head);
          case SUFFERERS -> Sharing.selects(waiter.ask(), ask, head.answer());
        };
  }

  /// Tells everybody of what has been completed.
  void completed(List<Waiter> waiters, Grown grown, Answer answer) {
    for (Waiter waiter : waiters) {
      boolean suits =
          waiter.equals(owner)
              || (grown.isForAll()
                  && sharing.suitsCompanion(waiter.ask(), grown.response().head()));
      waiter.onOutcome(
          suits
              ? new FetchOutcome.Completed(grown, answer, share(waiter))
              : new FetchOutcome.NotShareable());
    }
  }

  /// Tells everybody of what has been found good.
  void freshened(List<Waiter> waiters, Freshened freshened, Answer answer) {
    for (Waiter waiter : waiters) {
      Variant variant = waiter.equals(owner) ? freshened.own() : freshened.shared();
      waiter.onOutcome(
          variant == null
              ? new FetchOutcome.NotShareable()
              : freshened.outcome(variant, answer, share(waiter)));
    }
  }

  private Share share(Waiter waiter) {
    return waiter.equals(owner) ? Share.OWN : Share.COLLAPSED;
  }
}
