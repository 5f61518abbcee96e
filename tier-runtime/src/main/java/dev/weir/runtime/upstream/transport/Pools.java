package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.loop.EventLoops;
import dev.weir.runtime.upstream.wire.AddressResolution;
import dev.weir.runtime.upstream.wire.Hop;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// All pools of one client.
public final class Pools {

  private static final Duration UNUSED_POOL_KEPT = Duration.ofSeconds(60);

  private record Key(Hop hop, Usage usage) {}

  private final ConcurrentMap<Key, Pool> pools = new ConcurrentHashMap<>();
  private final AddressResolution resolution = new AddressResolution();
  private final Pool.Bounds bounds;
  private final Means means;
  private final Duration pooledIdle;

  /// @param connections open at a time, for each hop and usage
  /// @param waiting claims at a time, for each hop and usage
  public Pools(int connections, int waiting, Duration pooledIdle, Means means) {
    this.bounds = new Pool.Bounds(connections, waiting);
    this.means = means;
    this.pooledIdle = pooledIdle;
  }

  /// Asks for a connection; the claimant may hear of it before this returns.
  public Claim claim(Hop hop, Usage usage, EventLoops loops, Claim.Claimant claimant) {
    Claim.Ways ways = new Claim.Ways(loops, resolution, means);
    Key key = new Key(hop, usage);
    while (true) {
      Pool pool = pools.computeIfAbsent(key, _ -> new Pool(hop, usage, bounds, means.executor()));
      Claim claim = new Claim(pool, ways, claimant);
      Pool.Turn turn = pool.ask(claim, loops.here());
      if (turn instanceof Pool.Turn.Retired) {
        pools.remove(key, pool);
      } else {
        claim.granted(turn);
        return claim;
      }
    }
  }

  /// Closes connections unused for long, and forgets hops nobody goes to any more.
  ///
  /// @param now by [System#nanoTime()]
  /// @return whether there is anything left to look after
  public boolean sweep(long now) {
    long unusedSince = now - pooledIdle.toNanos();
    long retiredSince = now - UNUSED_POOL_KEPT.toNanos();
    pools.values().removeIf(pool -> pool.sweep(unusedSince, retiredSince));
    return !pools.isEmpty();
  }

  /// Closes every unused connection.
  public void close() {
    long future = System.nanoTime() + Duration.ofDays(1).toNanos();
    pools.values().removeIf(pool -> pool.sweep(future, future));
  }

  public Load load() {
    return pools.values().stream().map(Pool::load).reduce(Load.NONE, Load::plus);
  }
}
