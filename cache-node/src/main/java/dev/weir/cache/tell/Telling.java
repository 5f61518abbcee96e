package dev.weir.cache.tell;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.purge.Tombstone;
import dev.weir.cache.purge.Tombstones;
import dev.weir.cache.secret.SiblingSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells all siblings that can hear it what has become invalid here.
public final class Telling implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  private final PeerTable peers;
  private final Tombstones tombstones;
  private final @Nullable Line line;
  private final Duration patience;
  private final InstantSource clock;
  private final Map<Peer, Courier> couriers = new LinkedHashMap<>();
  private volatile List<Courier> current = List.of();

  private Telling(
      PeerTable peers,
      Tombstones tombstones,
      @Nullable Line line,
      Duration patience,
      InstantSource clock) {
    this.peers = peers;
    this.tombstones = tombstones;
    this.line = line;
    this.patience = patience;
    this.clock = clock;
  }

  /// With the secret a file holds, if siblings are to be told at all.
  ///
  /// @throws IOException when it cannot be read
  public static Telling of(
      PeerTable peers,
      Tombstones tombstones,
      NodeConfig.Invalidations settings,
      InstantSource clock)
      throws IOException {
    Path secretFile = settings.secretFile();
    Line line =
        secretFile == null ? null : new Line(SiblingSecret.read(secretFile), settings.patience());
    return new Telling(peers, tombstones, line, settings.patience(), clock);
  }

  /// Asks all siblings at once what has become invalid while this node was away, and does what they
  /// say. Blocks for two seconds at most, or for as long as patience lasts if that is longer.
  public void catchUp(Hearing.Ear ear) {
    Line open = line;
    if (open == null) {
      return;
    }
    try {
      new CatchingUp(open, tombstones, ear).with(listening());
    } catch (InterruptedException e) {
      // The start is being broken off.
      Thread.currentThread().interrupt();
    }
  }

  /// Tells all siblings at once whether this node is to be asked; done when all have confirmed it,
  /// at the latest when patience ends.
  public CompletableFuture<Void> announce(Standing standing) {
    Line open = line;
    String name = peers.ourName();
    if (open == null || name == null) {
      return CompletableFuture.completedFuture(null);
    }
    var announcement = new Announcement(name, standing, clock.instant().getEpochSecond());
    List<CompletableFuture<Void>> said = new ArrayList<>();
    for (Peer sibling : listening()) {
      var each = new CompletableFuture<Void>();
      said.add(each);
      Thread.ofVirtual()
          .name("announce-" + sibling.name())
          .start(() -> {
            announce(open, sibling, announcement);
            each.complete(null);
          });
    }
    return bounded(CompletableFuture.allOf(said.toArray(CompletableFuture[]::new)));
  }

  private static void announce(Line line, Peer sibling, Announcement announcement) {
    try {
      line.announce(sibling.httpHost(), sibling.settings().invalidationPort(), announcement);
    } catch (IOException e) {
      // It finds out by itself: nobody answers, or somebody does.
      LOG.debug("{} does not hear that this node is {}", sibling.name(), announcement.standing());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Peer> listening() {
    return peers.siblings().stream()
        .filter(peer -> peer.settings().invalidationPort() != 0)
        .toList();
  }

  /// Begins to follow who the siblings are.
  public void start() {
    peers.onChange(this::follow);
    follow();
  }

  private synchronized void follow() {
    Line open = line;
    if (open == null) {
      return;
    }
    List<Peer> siblings = listening();
    List<Courier> leaving =
        couriers.values().stream().filter(each -> !siblings.contains(each.sibling())).toList();
    leaving.forEach(each -> {
      couriers.remove(each.sibling());
      each.close();
    });
    for (Peer sibling : siblings) {
      couriers.computeIfAbsent(
          sibling, joined -> new Courier(joined, tombstones, open, clock).start());
    }
    current = List.copyOf(couriers.values());
  }

  /// Whether there is anybody to tell.
  public boolean hasListeners() {
    return !current.isEmpty();
  }

  /// Tells what the tombstone is of; done when every sibling has confirmed it or is known not to
  /// for now, at the latest when patience ends.
  public CompletableFuture<Void> tell(Tombstone tombstone) {
    List<CompletableFuture<Boolean>> told = new ArrayList<>();
    for (Courier courier : current) {
      told.add(courier.tell(tombstone.number()));
    }
    return bounded(CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)));
  }

  /// The same, waited for, with what became of each sibling: `done` or `pending`.
  public Map<String, String> tellAndWait(Tombstone tombstone) {
    Map<String, CompletableFuture<Boolean>> told = new LinkedHashMap<>();
    for (Courier courier : current) {
      told.put(courier.sibling().name(), courier.tell(tombstone.number()));
    }
    bounded(CompletableFuture.allOf(told.values().toArray(CompletableFuture[]::new))).join();
    Map<String, String> outcome = new LinkedHashMap<>();
    told.forEach((name, each) -> outcome.put(name, each.getNow(false) ? "done" : "pending"));
    return outcome;
  }

  private CompletableFuture<Void> bounded(CompletableFuture<Void> all) {
    return all.isDone()
        ? all
        : all.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// How far each sibling is.
  public List<SiblingReport> report() {
    return current.stream().map(Courier::report).toList();
  }

  @Override
  public void close() {
    synchronized (this) {
      couriers.values().forEach(Courier::close);
      couriers.clear();
      current = List.of();
    }
    if (line != null) {
      line.close();
    }
  }
}
