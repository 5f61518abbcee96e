package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.ReplyWriter;
import dev.weir.sample.memcached.wire.Violation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// `flush_all`, `version`, `verbosity`, `stats`: commands about the server as a whole.
public final class ServerCommands {

  private static final String VERSION = "1.6.0-weir";

  private final ItemStore store;
  private final Counters counters;
  private final IntSupplier connections;
  private final Instant started;

  /// @param connections how many are open now
  public ServerCommands(ItemStore store, Counters counters, IntSupplier connections) {
    this.store = store;
    this.counters = counters;
    this.connections = connections;
    this.started = store.now();
  }

  public Command flushAll() {
    return (arguments, _, out) -> {
      arguments.expectSize(1, 2);
      boolean delayed = arguments.size() > 1 && !arguments.word(1).equals("noreply");
      long seconds = delayed ? delaySeconds(arguments.word(1)) : 0;
      store.flush(Duration.ofSeconds(seconds));
      if (!arguments.noreply()) {
        out.line("OK");
      }
    };
  }

  public Command version() {
    return (_, _, out) -> out.line("VERSION " + VERSION);
  }

  /// Accepted for the sake of clients that send it: there is nothing to be more verbose about.
  public Command verbosity() {
    return (arguments, _, out) -> {
      arguments.expectSize(2, 2);
      if (!arguments.noreply()) {
        out.line("OK");
      }
    };
  }

  public Command stats() {
    return (arguments, _, out) -> {
      if (arguments.size() == 1) {
        general(out);
        return;
      }
      switch (arguments.word(1)) {
        case "reset" -> {
          counters.reset();
          out.line("RESET");
        }
        // Slab classes and item ages are none of a store that has no slabs.
        case "items", "slabs", "sizes", "settings", "conns" -> out.line("END");
        default -> throw Violation.of("ERROR");
      }
    };
  }

  private static long delaySeconds(String word) throws Violation {
    try {
      return Math.clamp(Long.parseLong(word), 0, Integer.MAX_VALUE);
    } catch (NumberFormatException _) {
      throw Violation.badLine();
    }
  }

  private void general(ReplyWriter out) throws IOException {
    for (Map.Entry<String, Object> row : rows().entrySet()) {
      out.line("STAT " + row.getKey() + ' ' + row.getValue());
    }
    out.line("END");
  }

  private Map<String, Object> rows() {
    Instant now = store.now();
    ItemStore.Sizes sizes = store.sizes();
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("pid", ProcessHandle.current().pid());
    rows.put("uptime", Duration.between(started, now).toSeconds());
    rows.put("time", now.getEpochSecond());
    rows.put("version", VERSION);
    rows.put("curr_connections", connections.getAsInt());
    rows.put("cmd_get", counters.gets().sum());
    rows.put("cmd_set", counters.sets().sum());
    rows.put("cmd_touch", counters.touches().sum());
    rows.put("get_hits", counters.hits().sum());
    rows.put("get_misses", counters.misses().sum());
    rows.put("limit_maxbytes", sizes.limitBytes());
    rows.put("bytes", sizes.bytes());
    rows.put("curr_items", sizes.items());
    rows.put("total_items", sizes.totalItems());
    rows.put("evictions", sizes.evictions());
    return rows;
  }
}
