package dev.weir.workbench.tune.replay;

import dev.weir.cache.entry.CacheKey;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.Sighting.Witness;
import dev.weir.workbench.tune.log.Url;
import dev.weir.workbench.tune.log.UrlTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Several rule sets at work on one log, in one pass.
///
/// Each request is judged by the production decisions at the time of its line. What the origin
/// would have said then is what the log proves; what it leaves open widens the bounds.
public final class Replay {

  private static final int MOVERS = 20;

  private final List<Rehearsal> rehearsals;
  private final UrlTable urls;
  private @Nullable Resource[] resources = new Resource[1 << 12];
  private final Knowing knowing = new Knowing();
  private long number;

  /// @param cacheBytes room of each store; [Long#MAX_VALUE] for no bound
  /// @param mostUrls followed at a time; of more, a sample is
  public Replay(List<RuleSet> ruleSets, long cacheBytes, int mostUrls) {
    this.rehearsals = ruleSets.stream().map(rules -> new Rehearsal(rules, cacheBytes)).toList();
    this.urls = new UrlTable(mostUrls, this::drop);
  }

  /// The URLs of the log: readers of its files share this table.
  public UrlTable urls() {
    return urls;
  }

  /// Replays one line.
  public void accept(Sighting line) {
    Resource own = resource(line.url());
    knowing.count(line);
    number++;
    Standing standing = own.observe(line, number);
    OriginAnswer answer = new OriginAnswer(line, own);
    for (int i = 0; i < rehearsals.size(); i++) {
      Rehearsal rehearsal = rehearsals.get(i);
      CacheKey normal = rehearsal.rules().policy().keys().normalise(own.key());
      if (normal.equals(own.key())) {
        rehearsal.request(line, own, own.slot(i), standing, answer);
      } else {
        throughAnother(line, normal, i);
      }
    }
  }

  /// The rule set says that the query, or part of it, makes no difference: the request is one of
  /// another key.
  private void throughAnother(Sighting line, CacheKey normal, int ruleSet) {
    Url url = urls.find(normal);
    if (url == null) {
      return;
    }
    Resource shared = resource(url);
    Standing standing = shared.observe(line, number);
    Rehearsal rehearsal = rehearsals.get(ruleSet);
    rehearsal.request(line, shared, shared.slot(ruleSet), standing, new OriginAnswer(line, shared));
  }

  private Resource resource(Url url) {
    if (url.slot() >= resources.length) {
      resources = Arrays.copyOf(resources, Math.max(url.slot() + 1, resources.length * 2));
    }
    Resource known = resources[url.slot()];
    if (known == null) {
      Slot[] slots = new Slot[rehearsals.size()];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = rehearsals.get(i).slotFor(url.key());
      }
      known = new Resource(url.key(), slots);
      resources[url.slot()] = known;
    }
    return known;
  }

  private void drop(Url url) {
    Resource leaving = url.slot() < resources.length ? resources[url.slot()] : null;
    if (leaving != null) {
      leaving.finish();
      for (int i = 0; i < rehearsals.size(); i++) {
        rehearsals.get(i).drop(leaving, i);
      }
      resources[url.slot()] = null;
    }
  }

  /// Ends the replay: what is still in doubt goes into the upper bounds.
  public Outcome finish() {
    PriorityQueue<Mover> widest = new PriorityQueue<>(Comparator.comparingLong(Mover::moved));
    for (Resource resource : resources) {
      if (resource != null) {
        resource.finish();
        widest.add(mover(resource));
        if (widest.size() > MOVERS) {
          widest.poll();
        }
      }
    }
    List<Mover> movers = new ArrayList<>(widest);
    movers.removeIf(mover -> mover.moved() == 0);
    movers.sort(Comparator.comparingLong(Mover::moved).reversed().thenComparing(Mover::uri));
    return new Outcome(
        rehearsals.stream().map(Rehearsal::result).toList(),
        movers,
        knowing.knowledge(urls.size(), urls.weight()));
  }

  private Mover mover(Resource resource) {
    List<Long> counts = new ArrayList<>(rehearsals.size());
    for (int i = 0; i < rehearsals.size(); i++) {
      counts.add(resource.slot(i).originRequests());
    }
    return new Mover(resource.key().uri(), counts);
  }

  /// Counts what the log knows.
  private static final class Knowing {

    private long sightings;
    private long withValidator;
    private long silent;
    private long notModified;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void count(Sighting line) {
      sightings += line.weight();
      boolean tagged = line.inputs().etag() != null || line.inputs().lastModified() != null;
      withValidator += tagged ? line.weight() : 0;
      silent += line.witness() == Witness.SILENT ? line.weight() : 0;
      notModified += line.status() == 304 ? line.weight() : 0;
      first = Math.min(first, line.atMillis());
      last = Math.max(last, line.atMillis());
    }

    Outcome.Knowledge knowledge(int followed, int weight) {
      return new Outcome.Knowledge(
          sightings,
          followed,
          weight,
          withValidator,
          silent,
          notModified,
          sightings == 0 ? 0 : first,
          sightings == 0 ? 0 : last);
    }
  }
}
