package dev.weir.cache.purge;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
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

  /// Nodes that were heard of; those heard of longest ago are forgotten, and heard again if need
  /// be.
  static final int MOST_HEARD = 256;

  /// More than can have been told but not kept when a process was killed: no number is given twice.
  private static final long GAP = 1L << 20;

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");

  private static final PurgeOrder EVERYTHING =
      new PurgeOrder(new PurgeTarget.Prefix("/"), PurgeOrder.Mode.HARD);

  private final SequencedMap<Grave, Tombstone> urls = new LinkedHashMap<>();
  private final SequencedMap<Grave, Tombstone> others = new LinkedHashMap<>();
  private final Map<String, Long> heard = new LinkedHashMap<>();
  private @Nullable Tombstone summary;
  private String log = newName();
  private long last;
  private volatile Keeper keeper = Keeper.NONE;

  /// What we heard is not mixed with our own: that would be told back and forth.
  private record Grave(PurgeOrder order, Tombstone.Source source) {}

  /// Whoever keeps them beyond the life of the process.
  public interface Keeper {

    /// Nobody.
    Keeper NONE =
        new Keeper() {
          @Override
          public void changed() {}

          @Override
          public boolean flush() {
            return true;
          }
        };

    /// There is more to keep; called with locks held, must not wait.
    void changed();

    /// Waits until everything is kept, for a power cut too; says whether it is.
    boolean flush();
  }

  /// Everything there is to keep.
  ///
  /// @param log what these tombstones are called
  /// @param heard number up to which others' are known, by what those are called
  /// @param summed of all that are not kept one by one, null when there are none
  record Content(
      String log,
      Map<String, Long> heard,
      List<Tombstone> tombstones,
      @Nullable Tombstone summed) {}

  private static String newName() {
    return HexFormat.of().formatHex(new SecureRandom().generateSeed(8));
  }

  /// Whether tombstones may be called so.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// What these tombstones are called. Numbers go with the name: whoever loses his tombstones
  /// begins again, under another name.
  public synchronized String log() {
    return log;
  }

  /// Goes on where a former life of the node ended.
  synchronized void restore(Content before) {
    log = before.log();
    heard.putAll(before.heard());
    for (Tombstone tombstone : before.tombstones()) {
      place(tombstone);
      last = Math.max(last, tombstone.number());
    }
    summary = before.summed();
    last = Math.max(last, summary == null ? 0 : summary.number()) + GAP;
  }

  /// What there is to keep, of the tombstones those with numbers greater than `kept`.
  synchronized Content content(long kept) {
    return new Content(log, Map.copyOf(heard), since(kept), summary);
  }

  /// Who keeps them from now on.
  void keptBy(Keeper by) {
    keeper = by;
    by.changed();
  }

  /// Waits until everything is kept, for a power cut too; says whether it is.
  public boolean flush() {
    return keeper.flush();
  }

  /// Up to which number the tombstones of another node are known here; 0 when they are not.
  public synchronized long heardUpTo(String other) {
    return heard.getOrDefault(other, 0L);
  }

  /// The same of all nodes ever heard.
  public synchronized Map<String, Long> heard() {
    return new LinkedHashMap<>(heard);
  }

  /// Everything of another node's tombstones between two numbers is known now.
  ///
  /// @return up to which number they are all known
  public synchronized long heard(String other, long after, long upTo) {
    long before = heardUpTo(other);
    if (after <= before && upTo > before) {
      heard.remove(other);
      heard.put(other, upTo);
      if (heard.size() > MOST_HEARD) {
        heard.remove(heard.keySet().iterator().next());
      }
      keeper.changed();
      return upTo;
    }
    return before;
  }

  /// Remembers what became invalid at `at`.
  public synchronized Tombstone bury(PurgeOrder order, Instant at, Tombstone.Source source) {
    Tombstone before = kind(order).get(new Grave(order, source));
    Instant latest = before == null ? at : later(before.at(), at);
    Tombstone fresh = new Tombstone(++last, order, latest, source);
    place(fresh);
    sumUp(urls, MOST_URLS, at);
    sumUp(others, MOST_OTHERS, at);
    keeper.changed();
    return fresh;
  }

  private void place(Tombstone tombstone) {
    Grave grave = new Grave(tombstone.order(), tombstone.source());
    SequencedMap<Grave, Tombstone> kind = kind(tombstone.order());
    kind.remove(grave);
    kind.put(grave, tombstone);
  }

  private SequencedMap<Grave, Tombstone> kind(PurgeOrder order) {
    return order.target() instanceof PurgeTarget.Url ? urls : others;
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

  /// What is left of a response that was stored here, when nobody may have been there to take it
  /// out: as it is, made stale, or null when it has become invalid since it left the origin. Only
  /// what is kept one by one counts.
  public synchronized @Nullable StoredResponse judged(StoredResponse stored) {
    if (urls.isEmpty() && others.isEmpty()) {
      return stored;
    }
    StoredFacts facts = stored.facts();
    // Not by Date, which is the origin's clock: one that is slow would make everything old.
    Instant left = facts.responseTime().minus(facts.responseDelay()).minus(facts.ageValue());
    StoredResponse judged = stored;
    for (Tombstone tombstone : covering(stored)) {
      if (tombstone.at().isBefore(left)) {
        continue;
      }
      if (tombstone.order().mode() == PurgeOrder.Mode.HARD) {
        return null;
      }
      judged = stored.withFreshened(stored.fields(), facts.staleFrom(tombstone.at()));
    }
    return judged;
  }

  private List<Tombstone> covering(StoredResponse stored) {
    List<Tombstone> covering = new ArrayList<>();
    for (PurgeOrder.Mode mode : PurgeOrder.Mode.values()) {
      PurgeOrder order = new PurgeOrder(new PurgeTarget.Url(stored.key()), mode);
      for (Tombstone.Source source : Tombstone.Source.values()) {
        Tombstone tombstone = urls.get(new Grave(order, source));
        if (tombstone != null) {
          covering.add(tombstone);
        }
      }
    }
    for (Tombstone tombstone : others.values()) {
      PurgeTarget target = tombstone.order().target();
      boolean isInGroup =
          !(target instanceof PurgeTarget.Group group)
              || group.groups().sharesWith(CacheGroups.of(stored.fields()));
      if (isInGroup && target.mayContain(stored.key())) {
        covering.add(tombstone);
      }
    }
    return covering;
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
    for (Tombstone each : since(known)) {
      if (known == 0 || each.source() == Tombstone.Source.OWN) {
        unknown.add(each);
      }
    }
    return stretch(known, unknown, most);
  }

  /// What a sibling has missed that was away and knows everything up to `known`: what we heard from
  /// others as well, who may be away themselves by now.
  ///
  /// @param most how many at once
  public synchronized Stretch missed(long known, int most) {
    return stretch(known, since(known), most);
  }

  private Stretch stretch(long known, List<Tombstone> tombstones, int most) {
    List<Tombstone> unknown = new ArrayList<>(tombstones);
    Tombstone line = summary;
    if (line != null && line.number() > known) {
      unknown.add(line);
    }
    unknown.sort(Comparator.comparingLong(Tombstone::number));
    boolean isAll = unknown.size() <= most;
    List<Tombstone> stretch = isAll ? unknown : List.copyOf(unknown.subList(0, most));
    return new Stretch(stretch, isAll ? last : stretch.getLast().number());
  }

  /// Those kept one by one whose numbers are greater, oldest first.
  private List<Tombstone> since(long number) {
    List<Tombstone> later = new ArrayList<>();
    addSince(number, urls, later);
    addSince(number, others, later);
    later.sort(Comparator.comparingLong(Tombstone::number));
    return later;
  }

  private static void addSince(
      long number, SequencedMap<Grave, Tombstone> kind, List<Tombstone> later) {
    for (Map.Entry<Grave, Tombstone> entry : kind.sequencedEntrySet().reversed()) {
      if (entry.getValue().number() <= number) {
        return;
      }
      later.add(entry.getValue());
    }
  }
}
