package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Change;
import dev.weir.sample.memcached.item.Item;
import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.ReplyWriter;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `set`, `add`, `replace`, `append`, `prepend`, `cas`: each a decision about the value that is
/// there and the one that arrives.
public final class StorageCommands {

  private static final int LENGTH = 4;
  private static final int CAS = 5;
  private static final String STORED = "STORED";
  private static final String NOT_STORED = "NOT_STORED";

  /// What to do when `arrived` comes and `present`, or nothing, is there.
  @FunctionalInterface
  private interface Decision {
    Change<String> about(@Nullable Item present, Item arrived);
  }

  private final ItemStore store;
  private final Counters counters;

  public StorageCommands(ItemStore store, Counters counters) {
    this.store = store;
    this.counters = counters;
  }

  public Command set() {
    return storing((_, arrived) -> Change.store(arrived, STORED));
  }

  public Command add() {
    return storing((present, arrived) ->
        present == null ? Change.store(arrived, STORED) : Change.keep(NOT_STORED));
  }

  public Command replace() {
    return storing((present, arrived) ->
        present == null ? Change.keep(NOT_STORED) : Change.store(arrived, STORED));
  }

  public Command append() {
    return storing((present, arrived) -> joining(present, arrived, Joining.APPEND));
  }

  public Command prepend() {
    return storing((present, arrived) -> joining(present, arrived, Joining.PREPEND));
  }

  public Command cas() {
    return (arguments, in, out) -> {
      byte[] data = data(arguments, in, CAS + 1);
      long expected =
          Arguments.unsigned64(arguments.word(CAS), "CLIENT_ERROR bad command line format");
      store(arguments, data, out, (present, arrived) -> comparing(present, arrived, expected));
    };
  }

  private Command storing(Decision decision) {
    return (arguments, in, out) -> store(arguments, data(arguments, in, LENGTH + 1), out, decision);
  }

  private static byte[] data(Arguments arguments, CommandReader in, int words) throws IOException {
    return DataBlock.read(
        in,
        arguments.blockLength(LENGTH),
        () -> {
          arguments.expectSize(words, words);
          arguments.key(1);
          arguments.unsigned32(2);
          Arguments.expiry(arguments.word(3), Instant.EPOCH);
        });
  }

  private void store(Arguments arguments, byte[] data, ReplyWriter out, Decision decision)
      throws IOException {
    Instant now = store.now();
    Instant expires = Arguments.expiry(arguments.word(3), now);
    Item arrived = Item.of(data, arguments.unsigned32(2), expires, now);
    counters.sets().increment();
    String reply =
        store.change(arguments.key(1), present -> decision.about(present, arrived)).reply();
    if (!arguments.noreply()) {
      out.line(reply);
    }
  }

  /// Flags and expiry time of the value that is there stay.
  private static Change<String> joining(@Nullable Item present, Item arrived, Joining joining) {
    if (present == null) {
      return Change.keep(NOT_STORED);
    }
    byte[] joined = joining.join(present, arrived.value());
    return joined == null
        ? Change.keep("SERVER_ERROR object too large for cache")
        : Change.store(present.withValue(joined), STORED);
  }

  private static Change<String> comparing(@Nullable Item present, Item arrived, long expected) {
    if (present == null) {
      return Change.keep("NOT_FOUND");
    }
    return present.cas() == expected ? Change.store(arrived, STORED) : Change.keep("EXISTS");
  }
}
