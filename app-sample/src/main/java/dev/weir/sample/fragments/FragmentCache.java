package dev.weir.sample.fragments;

import dev.weir.sample.fragments.FragmentCodec.Decoded;
import dev.weir.sample.fragments.FragmentStore.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds fragments in the store, or makes them: each one once at a time in this process, and anew
/// in the background shortly before it expires.
public final class FragmentCache {

  private static final Logger log = LoggerFactory.getLogger(FragmentCache.class);

  /// How long a follower waits for the leader before it makes the fragment itself.
  private static final Duration FOLLOWER_LIMIT = Duration.ofSeconds(5);

  private static final int MAX_BACKGROUND_REFRESHES = 4;

  private final FragmentStore store;
  private final FragmentLifetime lifetime;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<FragmentOutcome> observer;
  private final Map<FragmentKey, CompletableFuture<Fragment>> making = new ConcurrentHashMap<>();
  private final Semaphore backgroundRefreshes = new Semaphore(MAX_BACKGROUND_REFRESHES);

  /// @param observer told of every outcome; must not block
  public FragmentCache(
      FragmentStore store,
      FragmentLifetime lifetime,
      InstantSource clock,
      RandomGenerator random,
      Consumer<FragmentOutcome> observer) {
    this.store = store;
    this.lifetime = lifetime;
    this.clock = clock;
    this.random = random;
    this.observer = observer;
  }

  /// The fragment's content, not to be changed; `null` when its source says that there is none.
  public <E extends Exception> byte @Nullable [] get(FragmentKey key, FragmentSource<E> source)
      throws E {
    Lookup lookup = store.get(key);
    if (lookup instanceof Lookup.Found(var octets)
        && FragmentCodec.decode(key, octets.array()) instanceof Decoded.Whole(Fragment found)) {
      return found(key, found, source);
    }
    return make(key, source, outcomeWithout(lookup)).content();
  }

  private static FragmentOutcome outcomeWithout(Lookup lookup) {
    return switch (lookup) {
      case Lookup.Missing() -> FragmentOutcome.MISS;
      case Lookup.Unavailable() -> FragmentOutcome.UNAVAILABLE;
      case Lookup.Found(_) -> FragmentOutcome.REFUSED;
    };
  }

  private byte @Nullable [] found(FragmentKey key, Fragment fragment, FragmentSource<?> source) {
    byte @Nullable [] content = fragment.content();
    observer.accept(content == null ? FragmentOutcome.HIT_ABSENT : FragmentOutcome.HIT);
    if (EarlyRefresh.due(fragment, clock.instant(), random.nextDouble())) {
      refresh(key, source);
    }
    return content;
  }

  private <E extends Exception> Fragment make(
      FragmentKey key, FragmentSource<E> source, FragmentOutcome outcome) throws E {
    CompletableFuture<Fragment> mine = new CompletableFuture<>();
    CompletableFuture<Fragment> theirs = making.putIfAbsent(key, mine);
    if (theirs == null) {
      observer.accept(outcome);
      return lead(key, mine, source);
    }
    Fragment made = follow(theirs);
    if (made != null) {
      observer.accept(FragmentOutcome.COLLAPSED);
      return made;
    }
    observer.accept(outcome);
    return made(source);
  }

  private <E extends Exception> Fragment lead(
      FragmentKey key, CompletableFuture<Fragment> mine, FragmentSource<E> source) throws E {
    try {
      Fragment fragment = made(source);
      mine.complete(fragment);
      Duration left = Duration.between(clock.instant(), fragment.expires());
      store.set(key, left, FragmentCodec.encode(key, fragment));
      return fragment;
    } finally {
      // Without a fragment the followers learn that they are on their own.
      mine.cancel(false);
      making.remove(key, mine);
    }
  }

  private static @Nullable Fragment follow(CompletableFuture<Fragment> theirs) {
    try {
      return theirs.get(FOLLOWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException | CancellationException _) {
      return null;
    }
  }

  private <E extends Exception> Fragment made(FragmentSource<E> source) throws E {
    Instant began = clock.instant();
    byte @Nullable [] content = source.make();
    Instant now = clock.instant();
    Duration kept = content == null ? lifetime.absent() : lifetime.present();
    Instant expires = now.plus(lifetime.jittered(kept, random.nextDouble()));
    return new Fragment(content, expires, Duration.between(began, now));
  }

  private void refresh(FragmentKey key, FragmentSource<?> source) {
    CompletableFuture<Fragment> mine = new CompletableFuture<>();
    if (!backgroundRefreshes.tryAcquire()) {
      return;
    }
    if (making.putIfAbsent(key, mine) != null) {
      backgroundRefreshes.release();
      return;
    }
    observer.accept(FragmentOutcome.EARLY_REFRESH);
    Thread.ofVirtual()
        .name("fragment-refresh")
        .start(() -> {
          try {
            lead(key, mine, source);
          } catch (Exception e) {
            log.warn("{} could not be made anew", key.text(), e);
          } finally {
            backgroundRefreshes.release();
          }
        });
  }
}
