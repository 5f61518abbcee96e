package dev.weir.cache.fetch;

import dev.weir.cache.exchange.Ask;
import org.eclipse.jetty.http.HttpFields;

/// A client, or the node itself, waiting for a fetch. Called by upstream's threads; must not block.
public interface Waiter {

  /// What it asks.
  Ask ask();

  /// Whether the answer has come into the store since it looked there; if so it has used it and
  /// hears no more.
  boolean findsStored();

  /// An interim response came.
  void onInterim(int status, HttpFields fields);

  /// Validation failed: whether it has made do with what is stored. If so it hears no more of this
  /// fetch.
  boolean makesDo(FetchTrouble trouble);

  /// The fetch is over for it; called once.
  void onOutcome(FetchOutcome outcome);
}
