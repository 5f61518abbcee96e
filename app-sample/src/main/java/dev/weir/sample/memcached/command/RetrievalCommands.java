package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Change;
import dev.weir.sample.memcached.item.Item;
import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.ReplyWriter;
import dev.weir.sample.memcached.wire.Violation;
import java.io.IOException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `get`, `gets`, `gat`, `gats`: values under many keys, touched on the way or not.
public final class RetrievalCommands {

  /// What a value's head line says besides key, flags and length.
  private enum Head {
    PLAIN,
    WITH_CAS
  }

  private final ItemStore store;
  private final Counters counters;

  public RetrievalCommands(ItemStore store, Counters counters) {
    this.store = store;
    this.counters = counters;
  }

  public Command get() {
    return (arguments, _, out) -> values(arguments, 1, UnaryOperator.identity(), Head.PLAIN, out);
  }

  public Command gets() {
    return (arguments, _, out) ->
        values(arguments, 1, UnaryOperator.identity(), Head.WITH_CAS, out);
  }

  public Command gat() {
    return (arguments, _, out) -> values(arguments, 2, touch(arguments), Head.PLAIN, out);
  }

  public Command gats() {
    return (arguments, _, out) -> values(arguments, 2, touch(arguments), Head.WITH_CAS, out);
  }

  private UnaryOperator<Item> touch(Arguments arguments) throws Violation {
    Instant expires = Arguments.expiry(arguments.word(1), store.now());
    return item -> item.withExpiry(expires);
  }

  private void values(
      Arguments arguments, int firstKey, UnaryOperator<Item> touch, Head head, ReplyWriter out)
      throws IOException {
    arguments.key(firstKey);
    for (String key : arguments.from(firstKey)) {
      Arguments.checkedKey(key);
    }
    for (String key : arguments.from(firstKey)) {
      Item item = read(key, touch);
      if (item == null) {
        counters.miss();
      } else {
        counters.hit();
        out.value(headLine(key, item, head), item.value());
      }
    }
    out.line("END");
  }

  private @Nullable Item read(String key, UnaryOperator<Item> touch) {
    return store.<@Nullable Item>change(key, present -> reading(present, touch)).reply();
  }

  private Change<@Nullable Item> reading(@Nullable Item present, UnaryOperator<Item> touch) {
    if (present == null) {
      return Change.<@Nullable Item>keep(null);
    }
    return Change.<@Nullable Item>update(touch.apply(present).readAt(store.now()), present);
  }

  private static String headLine(String key, Item item, Head head) {
    String line = "VALUE " + key + ' ' + item.flags() + ' ' + item.value().length;
    return head == Head.WITH_CAS ? line + ' ' + Long.toUnsignedString(item.cas()) : line;
  }
}
