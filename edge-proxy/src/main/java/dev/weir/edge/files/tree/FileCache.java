package dev.weir.edge.files.tree;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the tree said about paths, believed for a second and then asked for again, by one asker per
/// path at a time.
///
/// Paths without a file have their own, smaller place, so that a scan of random names cannot push
/// files out.
public final class FileCache {

  private static final Duration TRUST = Duration.ofSeconds(1);
  private static final int MAX_ABSENCES = 4096;
  private static final long MAX_ABSENCE_CHARS = 512 * 1024;

  private final FileTree tree;
  private final SecondChance<Entry> files;
  private final SecondChance<Entry> absences;
  private final ConcurrentMap<String, CompletableFuture<Lookup>> running =
      new ConcurrentHashMap<>();
  private final Executor blocking;
  private final InstantSource clock;

  /// How much is remembered.
  public record Limits(int files, long contentBytes) {}

  /// @param blocking where the disk may be waited for
  public FileCache(FileTree tree, Limits limits, Executor blocking, InstantSource clock) {
    this.tree = tree;
    this.files = new SecondChance<>(limits.files(), limits.contentBytes());
    this.absences = new SecondChance<>(MAX_ABSENCES, MAX_ABSENCE_CHARS);
    this.blocking = blocking;
    this.clock = clock;
  }

  /// What is under the path as of the last second; null if the disk has to be asked. Never blocks.
  public @Nullable Lookup remembered(RequestedPath path) {
    Entry entry = entry(path.key());
    return entry != null && entry.isTrustedAt(clock.instant()) ? entry.lookup : null;
  }

  /// Asks the disk, or joins who is asking; `then` is called once, on another thread or at once.
  /// Never blocks.
  public void ask(RequestedPath path, Consumer<Lookup> then) {
    CompletableFuture<Lookup> mine = new CompletableFuture<>();
    CompletableFuture<Lookup> theirs = running.putIfAbsent(path.key(), mine);
    CompletableFuture<Lookup> answer = theirs == null ? mine : theirs;
    var _ = answer.thenAccept(then);
    if (theirs == null) {
      blocking.execute(() -> answer(path, mine));
    }
  }

  /// Forgets a file that turned out to have changed.
  public void forget(RequestedPath path) {
    files.remove(path.key());
  }

  private void answer(RequestedPath path, CompletableFuture<Lookup> waiting) {
    Lookup lookup = new Lookup.Failed("not looked up");
    try {
      lookup = lookUp(path);
    } finally {
      running.remove(path.key(), waiting);
      waiting.complete(lookup);
    }
  }

  private Lookup lookUp(RequestedPath path) {
    String key = path.key();
    Entry before = entry(key);
    Lookup previous = before == null ? null : before.lookup;
    Instant asked = clock.instant();
    Lookup lookup = tree.find(path, previous);
    Entry entry = new Entry(lookup, asked);
    switch (lookup) {
      case Lookup.Served(FoundFile file) -> {
        absences.remove(key);
        files.put(key, entry, file.heldBytes());
      }
      case Lookup.Folder _ -> rememberWithoutContent(key, entry, files, absences);
      case Lookup.Nothing _, Lookup.Forbidden _ ->
          rememberWithoutContent(key, entry, absences, files);
      case Lookup.Failed _ -> {
        files.remove(key);
        absences.remove(key);
      }
    }
    return lookup;
  }

  private static void rememberWithoutContent(
      String key, Entry entry, SecondChance<Entry> here, SecondChance<Entry> notHere) {
    notHere.remove(key);
    here.put(key, entry, key.length());
  }

  private @Nullable Entry entry(String key) {
    Entry entry = files.get(key);
    return entry == null ? absences.get(key) : entry;
  }

  private record Entry(Lookup lookup, Instant asked, Instant trustedUntil) {

    private Entry(Lookup lookup, Instant asked) {
      this(lookup, asked, asked.plus(TRUST));
    }

    /// A clock that was set back is no reason to believe longer.
    private boolean isTrustedAt(Instant now) {
      return now.isBefore(trustedUntil) && !now.isBefore(asked);
    }
  }
}
