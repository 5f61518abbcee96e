package dev.weir.edge.balance;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the addresses of all groups current, beside the path of requests.
public final class AddressBook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);

  private final List<UpstreamGroup> groups;
  private final Duration period;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("upstream-addresses").factory());

  /// @param period how long an address may be out of date
  public AddressBook(Collection<UpstreamGroup> groups, Duration period) {
    this.groups = List.copyOf(groups);
    this.period = period;
  }

  /// Looks everything up once, then again every period; returns after the first look-up.
  public void start() {
    groups.forEach(AddressBook::refresh);
    List<UpstreamGroup> changing = groups.stream().filter(UpstreamGroup::changes).toList();
    if (!changing.isEmpty()) {
      ScheduledFuture<?> _ =
          thread.scheduleWithFixedDelay(
              () -> changing.forEach(AddressBook::refresh),
              period.toMillis(),
              period.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static void refresh(UpstreamGroup group) {
    try {
      for (String name : group.refresh()) {
        LOG.warn(
            "upstream {}: {} does not resolve; addresses known: {}",
            group.name(),
            name,
            group.members());
      }
    } catch (RuntimeException e) {
      // An exception that left here would end all further look-ups without a word.
      LOG.error("upstream {}: looking up its addresses failed", group.name(), e);
    }
  }
}
