package dev.weir.workbench.tune.replay;

import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.http.Fields;
import dev.weir.workbench.tune.log.Sighting;

/// One cache key with everything known about it, and a slot for each rule set.
final class Resource {

  private final CacheKey key;
  private final Truth truth = new Truth();
  private final Slot[] slots;
  private final RequestFacts plainGet;
  private final RequestFacts plainHead;
  private boolean seenValidated;
  private boolean setsCookie;
  private long lastLine = -1;
  private Standing lastStanding = Standing.UNKNOWN;

  Resource(CacheKey key, Slot[] slots) {
    this.key = key;
    this.slots = slots;
    this.plainGet = RequestFacts.of("GET", key, Fields.EMPTY);
    this.plainHead = RequestFacts.of("HEAD", key, Fields.EMPTY);
  }

  CacheKey key() {
    return key;
  }

  Truth truth() {
    return truth;
  }

  Slot slot(int ruleSet) {
    return slots[ruleSet];
  }

  /// A request of which nothing but the method is known.
  RequestFacts plain(boolean head) {
    return head ? plainHead : plainGet;
  }

  /// Takes the line of a number into account, once: several rule sets may lead it here.
  Standing observe(Sighting line, long number) {
    if (number == lastLine) {
      return lastStanding;
    }
    lastLine = number;
    seenValidated |= line.status() == 304;
    setsCookie |= line.inputs().setCookie();
    lastStanding = truth.observe(line);
    settle();
    return lastStanding;
  }

  /// Whether the origin, or a cache, has answered 304: then there is something to validate with.
  boolean hasBeenValidated() {
    return seenValidated;
  }

  /// Whether an answer came with a cookie; stored copies are logged without.
  boolean setsCookie() {
    return setsCookie;
  }

  private void settle() {
    Truth.Settled settled = truth.settled();
    if (settled != Truth.Settled.NOTHING) {
      for (Slot slot : slots) {
        slot.settle(settled, truth.version());
      }
    }
  }

  void finish() {
    for (Slot slot : slots) {
      slot.finish();
    }
  }
}
