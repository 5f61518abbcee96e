package dev.weir.sample.memcached;

import dev.weir.sample.memcached.command.Command;
import dev.weir.sample.memcached.command.Counters;
import dev.weir.sample.memcached.command.ItemCommands;
import dev.weir.sample.memcached.command.MetaDelete;
import dev.weir.sample.memcached.command.MetaGet;
import dev.weir.sample.memcached.command.MetaSet;
import dev.weir.sample.memcached.command.RetrievalCommands;
import dev.weir.sample.memcached.command.ServerCommands;
import dev.weir.sample.memcached.command.StorageCommands;
import dev.weir.sample.memcached.item.ItemStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Which command a name means; names are lower case and matched exactly.
final class CommandTable {

  private final Map<String, Command> commands = new HashMap<>();

  CommandTable(ItemStore store, IntSupplier connections) {
    Counters counters = new Counters();
    retrieval(new RetrievalCommands(store, counters));
    storage(new StorageCommands(store, counters));
    items(new ItemCommands(store, counters));
    server(new ServerCommands(store, counters, connections));
    commands.put("mg", new MetaGet(store, counters));
    commands.put("ms", new MetaSet(store, counters));
    commands.put("md", new MetaDelete(store));
    // Answered in turn, so that a client knows everything quiet before it is done.
    commands.put("mn", (_, _, out) -> out.line("MN"));
  }

  @Nullable Command named(String name) {
    return commands.get(name);
  }

  private void retrieval(RetrievalCommands retrieval) {
    commands.put("get", retrieval.get());
    commands.put("gets", retrieval.gets());
    commands.put("gat", retrieval.gat());
    commands.put("gats", retrieval.gats());
  }

  private void storage(StorageCommands storage) {
    commands.put("set", storage.set());
    commands.put("add", storage.add());
    commands.put("replace", storage.replace());
    commands.put("append", storage.append());
    commands.put("prepend", storage.prepend());
    commands.put("cas", storage.cas());
  }

  private void items(ItemCommands items) {
    commands.put("delete", items.delete());
    commands.put("incr", items.incr());
    commands.put("decr", items.decr());
    commands.put("touch", items.touch());
  }

  private void server(ServerCommands server) {
    commands.put("flush_all", server.flushAll());
    commands.put("version", server.version());
    commands.put("verbosity", server.verbosity());
    commands.put("stats", server.stats());
  }
}
