package dev.weir.edge.observe;

import dev.weir.runtime.accesslog.AccessRecord;
import org.jspecify.annotations.Nullable;

/// Hears of every request once it is over. Called on the thread that ended it: must neither wait
/// nor throw.
@FunctionalInterface
public interface ExchangeListener {

  /// @param exchange what the steps found out; null for a request that was refused before it
  ///   reached them
  void ended(AccessRecord facts, @Nullable Exchange exchange);
}
