package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;

import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.cache.store.segment.Disk;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A program that stores, replaces, validates and invalidates until somebody kills it. It says what
/// it begins (`+ path version .` or `- path version .`) and when that has been written (`!`).
final class CrashingStore {

  static final int KEYS = 60;
  private static final int LARGE = 300_000;

  private CrashingStore() {}

  /// The content of one version of one response.
  static byte[] content(String path, long version) {
    Random random = new Random(path.hashCode() * 31L + version);
    int length = random.nextInt(20) == 0 ? LARGE : random.nextInt(30_000);
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  static StoredResponse response(String path, long version, StoredContent content) {
    StoredResponse plain = StoredResponses.of(path, content, SelectingFields.NONE);
    return plain.withFreshened(
        plain.fields().with("X-Version", Long.toString(version)), plain.facts());
  }

  /// @param args directory, capacity in octets, first version
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    long first = Long.parseLong(args[2]);
    Random random = new Random(first);
    try (ResponseStore store =
        DiskStores.open(
            DiskStores.settings(Path.of(args[0]), Long.parseLong(args[1]), Disk.LOCAL),
            0,
            InstantSource.system())) {
      for (long version = first; ; version++) {
        String path = "/" + random.nextInt(KEYS);
        boolean puts = random.nextInt(8) > 0;
        out.println((puts ? "+ " : "- ") + path + " " + version + " .");
        if (puts) {
          put(store, path, version);
        } else {
          store.invalidate(key(path));
        }
        settle(store);
        out.println("!");
      }
    }
  }

  private static void put(ResponseStore store, String path, long version) {
    byte[] content = content(path, version);
    if (content.length < LARGE) {
      store.put(response(path, version, StoredContent.copyOf(content)), NOW);
      return;
    }
    GrowingContent growing = store.grow(key(path), content.length);
    if (growing == null) {
      store.invalidate(key(path));
      return;
    }
    growing.append(ByteBuffer.wrap(content));
    store.put(response(path, version, growing.whole()), NOW);
  }

  private static void settle(ResponseStore store) {
    while (store.figures().disks().stream().mapToLong(RingFigures::unfinished).sum() > 0) {
      LockSupport.parkNanos(20_000);
    }
  }
}
