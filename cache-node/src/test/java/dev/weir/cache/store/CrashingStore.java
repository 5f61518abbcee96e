package dev.weir.cache.store;

import static dev.weir.cache.store.StoredResponses.NOW;
import static dev.weir.cache.store.StoredResponses.key;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.ring.RingFigures;
import dev.weir.cache.store.segment.Disk;
import dev.weir.http.Fields;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A program that stores, replaces, validates, makes stale and invalidates until somebody kills it.
/// It says what it begins (`sign place version .`) and when that has been written (`!`). A place is
/// a path, or a path and the language of one of its variants.
final class CrashingStore {

  static final int PLACES = 60;
  private static final int PATHS = 50;
  private static final int LARGE = 300_000;

  private CrashingStore() {}

  static String place(int number) {
    return number < PATHS ? "/" + number : "/v" + number / 2 + (number % 2 == 0 ? "#de" : "#fr");
  }

  static CacheKey keyOf(String place) {
    return key(place.split("#", 2)[0]);
  }

  static SelectingFields selecting(String place) {
    String[] parts = place.split("#", 2);
    return parts.length == 1
        ? SelectingFields.NONE
        : new SelectingFields(Map.of("accept-language", parts[1]));
  }

  /// The content of one version of one response.
  static byte[] content(String path, long version) {
    Random random = new Random(path.hashCode() * 31L + version);
    int length = random.nextInt(20) == 0 ? LARGE : random.nextInt(30_000);
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  static StoredResponse response(String path, long version, StoredContent content) {
    StoredResponse plain = StoredResponses.of(keyOf(path).pathAndQuery(), content, selecting(path));
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
        String path = place(random.nextInt(PLACES));
        // Made stale and invalidated are all variants of a path: one is enough to be told of.
        Deed deed = path.contains("#") ? Deed.of(random, 3) : Deed.of(random, 8);
        Runnable work = work(store, deed, path, version);
        if (work != null) {
          out.println(deed.sign + " " + path + " " + version + " .");
          work.run();
          settle(store);
          out.println("!");
        }
      }
    }
  }

  /// What is done to a path. Most of it stores.
  private enum Deed {
    PUT('+'),
    VALIDATE('u'),
    MAKE_STALE('s'),
    INVALIDATE('-');

    private final char sign;

    Deed(char sign) {
      this.sign = sign;
    }

    private static Deed of(Random random, int sorts) {
      return switch (random.nextInt(sorts)) {
        case 0 -> VALIDATE;
        case 3 -> MAKE_STALE;
        case 4 -> INVALIDATE;
        default -> PUT;
      };
    }
  }

  /// Null where there is nothing to be done.
  private static @Nullable Runnable work(ResponseStore store, Deed deed, String path, long version)
      throws Exception {
    return switch (deed) {
      case PUT -> () -> put(store, path, version);
      case VALIDATE -> validation(store, path, version);
      case MAKE_STALE -> () -> store.makeStale(keyOf(path), NOW);
      case INVALIDATE -> () -> store.invalidate(keyOf(path));
    };
  }

  /// As a 304 does: new fields, the content that was there. Null where nothing is found: what is on
  /// disk may not have been loaded yet.
  private static @Nullable Runnable validation(ResponseStore store, String path, long version)
      throws Exception {
    StoreProbe.Found found = StoreProbe.find(store, keyOf(path), selecting(path)::equals);
    if (found == null) {
      return null;
    }
    StoredResponse old = found.response();
    Fields fields = old.fields().with("X-Validated", Long.toString(version));
    return () -> store.update(old, old.withFreshened(fields, old.facts()), NOW);
  }

  private static void put(ResponseStore store, String path, long version) {
    byte[] content = content(path, version);
    if (content.length < LARGE) {
      store.put(response(path, version, StoredContent.copyOf(content)), NOW);
      return;
    }
    GrowingContent growing = store.grow(keyOf(path), content.length);
    if (growing == null) {
      store.invalidate(keyOf(path));
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
