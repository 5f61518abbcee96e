package dev.weir.cache;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.lookup.RequestKey;
import dev.weir.cache.lookup.VariantPromises;
import dev.weir.cache.peer.wire.IcpMessage;
import java.net.InetSocketAddress;

/// Sees who came for what is not stored (`only-if-cached`), so that the URL is not promised by ICP
/// again and again.
record PromiseWatch(
    ExchangeListener listener, RequestKey keys, KeyRules keyRules, VariantPromises promises)
    implements ExchangeListener {

  @Override
  public void ended(ClientExchange exchange, Ending ending) {
    if (exchange.account().reason() == Reason.ONLY_IF_CACHED_MISS) {
      CacheKey key = keys.of(exchange.request());
      if (key != null) {
        promises.broken(keyRules.normalise(key), exchange.arrival());
      }
    }
    listener.ended(exchange, ending);
  }

  @Override
  public void answered(InetSocketAddress sibling, IcpMessage answer) {
    listener.answered(sibling, answer);
  }
}
