package dev.weir.cache.fetch;

import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.route.Destination;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Begins further fetches for those who waited for one whose answer was not for them: as few as
/// will do.
record Succession(Fetch fetch, FetchContext context) {

  /// What failed may have been the fault of the one request that was made, so one more is, for all
  /// who waited; if that fails too, they get the error.
  void onTrouble(List<Waiter> others, @Nullable Destination last, UpstreamFailure failure) {
    if (fetch.attempt() == Fetch.Attempt.LAST) {
      others.forEach(waiter -> waiter.onOutcome(new FetchOutcome.Failed(failure, last)));
    } else if (!others.isEmpty()) {
      begin(others, fetch.purpose(), fetch.listedAs(), Fetch.Attempt.LAST);
    }
  }

  /// Now that it is known what tells responses apart, there is one fetch for each variant that is
  /// wanted. Whom the answer does not suit for another reason asks alone.
  void byVariant(List<Waiter> left, Answer answer) {
    Map<SelectingFields, List<Waiter>> variants = new LinkedHashMap<>();
    for (Waiter waiter : left) {
      if (Sharing.selects(waiter.ask(), fetch.ask(), answer)) {
        waiter.onOutcome(new FetchOutcome.NotShareable());
      } else if (!waiter.findsStored()) {
        variants
            .computeIfAbsent(
                SelectingFields.of(answer.fields(), waiter.ask().fields()), _ -> new ArrayList<>())
            .add(waiter);
      }
    }
    variants.forEach((selecting, waiters) ->
        begin(
            waiters,
            Purpose.WHOLE,
            new FetchKey(fetch.ask().key(), selecting),
            Fetch.Attempt.FIRST));
  }

  /// The first of them leads.
  private void begin(
      List<Waiter> waiters, Purpose purpose, @Nullable FetchKey key, Fetch.Attempt attempt) {
    Waiter first = waiters.getFirst();
    Fetch next = new Fetch(first.ask(), purpose, key, first, context, attempt);
    waiters.subList(1, waiters.size()).forEach(next::join);
    context.succeed(fetch, next);
  }
}
