package dev.weir.cache.peer.icp;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who asks us, how fast, and how often in vain: a token bucket and a tally of denials per source
/// address, for the 1,024 addresses heard of last. Confined to the ICP thread.
final class QuerySources {

  static final int ADDRESSES = 1024;

  /// Queries of which 95 of 100 were denied before a source is no longer answered (Squid's
  /// figures).
  static final int DENIALS_JUDGED = 150;

  static final double DENIED_SHARE = 0.95;
  static final Duration SILENCE = Duration.ofHours(1);

  /// Whether a query is looked at.
  enum Admission {
    ADMITTED,
    TOO_MANY,
    DENIED_TOO_OFTEN
  }

  private static final class Source {
    private double tokens;
    private Instant refilled;
    private long queries;
    private long denials;
    private @Nullable Instant silentUntil;

    Source(double tokens, Instant now) {
      this.tokens = tokens;
      this.refilled = now;
    }
  }

  private final IcpSettings.Limits limits;
  private final Map<InetAddress, Source> sources =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<InetAddress, Source> eldest) {
          return size() > ADDRESSES;
        }
      };

  QuerySources(IcpSettings.Limits limits) {
    this.limits = limits;
  }

  /// Takes one query of `address` into account.
  Admission admit(InetAddress address, Instant now) {
    Source source = sources.computeIfAbsent(address, _ -> new Source(limits.burst(), now));
    if (source.silentUntil != null) {
      if (now.isBefore(source.silentUntil)) {
        return Admission.DENIED_TOO_OFTEN;
      }
      source.silentUntil = null;
      source.queries = 0;
      source.denials = 0;
    }
    double seconds = Duration.between(source.refilled, now).toNanos() / 1e9;
    source.tokens = Math.min(limits.burst(), source.tokens + seconds * limits.queriesPerSecond());
    source.refilled = now;
    if (source.tokens < 1) {
      return Admission.TOO_MANY;
    }
    source.tokens--;
    source.queries++;
    return Admission.ADMITTED;
  }

  /// The query just admitted from `address` is denied.
  void denied(InetAddress address, Instant now) {
    Source source = sources.get(address);
    if (source == null) {
      return;
    }
    source.denials++;
    if (source.queries >= DENIALS_JUDGED && source.denials >= DENIED_SHARE * source.queries) {
      source.silentUntil = now.plus(SILENCE);
    }
  }
}
