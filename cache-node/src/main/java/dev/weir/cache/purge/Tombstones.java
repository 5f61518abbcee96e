package dev.weir.cache.purge;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What became invalid lately, in the order it did: forbids to take older copies from other caches,
/// and is what siblings are told from.
///
/// Bounded without forgetting: the oldest are summed up in one line drawn through time, and nothing
/// generated before that line is taken from a peer, whatever it is. That costs fetches, never a
/// wrong answer.
public final class Tombstones {

  static final int MOST_URLS = 16_384;
  static final int MOST_OTHERS = 256;
  static final Duration KEPT = Duration.ofHours(24);

  private static final PurgeOrder EVERYTHING =
      new PurgeOrder(new PurgeTarget.Prefix("/"), PurgeOrder.Mode.HARD);

  private final SequencedMap<Grave, Tombstone> urls = new LinkedHashMap<>();
  private final SequencedMap<Grave, Tombstone> others = new LinkedHashMap<>();
  private @Nullable Tombstone summary;
  private long last;

  /// What we heard is not mixed with our own: that would be told back and forth.
  private record Grave(PurgeOrder order, Tombstone.Source source) {}

  /// Remembers what became invalid at `at`.
  public synchronized Tombstone bury(PurgeOrder order, Instant at, Tombstone.Source source) {
    SequencedMap<Grave, Tombstone> kind = order.target() instanceof PurgeTarget.Url ? urls : others;
    Grave grave = new Grave(order, source);
    Tombstone before = kind.remove(grave);
    Instant latest = before == null ? at : later(before.at(), at);
    Tombstone fresh = new Tombstone(++last, order, latest, source);
    kind.put(grave, fresh);
    sumUp(urls, MOST_URLS, at);
    sumUp(others, MOST_OTHERS, at);
    return fresh;
  }

  private void sumUp(SequencedMap<Grave, Tombstone> kind, int most, Instant now) {
    Instant horizon = now.minus(KEPT);
    while (kind.size() > most
        || (!kind.isEmpty() && kind.firstEntry().getValue().at().isBefore(horizon))) {
      Tombstone oldest = kind.pollFirstEntry().getValue();
      Tombstone old = summary;
      summary =
          new Tombstone(
              old == null ? oldest.number() : Math.max(old.number(), oldest.number()),
              EVERYTHING,
              old == null ? oldest.at() : later(old.at(), oldest.at()),
              Tombstone.Source.OWN);
    }
  }

  /// When what is stored under a key became invalid last, null when it did not. Groups do not
  /// count: who belongs to them is known by the response only.
  public synchronized @Nullable Instant latest(CacheKey key) {
    Instant latest = summary == null ? null : summary.at();
    for (PurgeOrder.Mode mode : PurgeOrder.Mode.values()) {
      PurgeOrder order = new PurgeOrder(new PurgeTarget.Url(key), mode);
      for (Tombstone.Source source : Tombstone.Source.values()) {
        Tombstone tombstone = urls.get(new Grave(order, source));
        latest = tombstone == null ? latest : later(latest, tombstone.at());
      }
    }
    for (Tombstone tombstone : others.values()) {
      PurgeTarget target = tombstone.order().target();
      if (!(target instanceof PurgeTarget.Group) && target.mayContain(key)) {
        latest = later(latest, tombstone.at());
      }
    }
    return latest;
  }

  /// The same for a response under that key that belongs to groups.
  public synchronized @Nullable Instant latest(CacheKey key, CacheGroups groups) {
    Instant latest = latest(key);
    for (Tombstone tombstone : others.values()) {
      PurgeTarget target = tombstone.order().target();
      if (target instanceof PurgeTarget.Group group
          && group.mayContain(key)
          && group.groups().sharesWith(groups)) {
        latest = later(latest, tombstone.at());
      }
    }
    return latest;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  /// Number of the latest, 0 before the first.
  public synchronized long last() {
    return last;
  }

  /// How many are kept one by one.
  public synchronized int size() {
    return urls.size() + others.size();
  }

  /// A stretch of tombstones to be told.
  ///
  /// @param tombstones oldest first
  /// @param upTo who knows these knows all up to this number
  public record Stretch(List<Tombstone> tombstones, long upTo) {}

  /// What a sibling must be told that knows everything up to `known`: our own; one that knows
  /// nothing, because it is new, what we heard from others as well.
  ///
  /// @param most how many at once
  public synchronized Stretch after(long known, int most) {
    List<Tombstone> unknown = new ArrayList<>();
    addAfter(known, urls, unknown);
    addAfter(known, others, unknown);
    Tombstone line = summary;
    if (line != null && line.number() > known) {
      unknown.add(line);
    }
    unknown.sort(Comparator.comparingLong(Tombstone::number));
    boolean isAll = unknown.size() <= most;
    List<Tombstone> stretch = isAll ? unknown : List.copyOf(unknown.subList(0, most));
    return new Stretch(stretch, isAll ? last : stretch.getLast().number());
  }

  private static void addAfter(
      long known, SequencedMap<Grave, Tombstone> kind, List<Tombstone> unknown) {
    for (Map.Entry<Grave, Tombstone> entry : kind.sequencedEntrySet().reversed()) {
      Tombstone tombstone = entry.getValue();
      if (tombstone.number() <= known) {
        return;
      }
      if (known == 0 || tombstone.source() == Tombstone.Source.OWN) {
        unknown.add(tombstone);
      }
    }
  }
}
