package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Change;
import dev.weir.sample.memcached.item.Item;
import dev.weir.sample.memcached.item.Item.Mark;
import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.ReplyWriter;
import dev.weir.sample.memcached.wire.Violation;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `ms`: stores in one of five modes, compared with a CAS value or not; ends a lease by storing,
/// and keeps a value that came too late as a stale one (`I`).
public final class MetaSet implements Command {

  private static final String KNOWN_FLAGS = "CFIkOqTMc";
  private static final int LENGTH = 2;
  private static final int FIRST_FLAG = 3;
  private static final String STORED = "HD";
  private static final String NOT_STORED = "NS";

  private final ItemStore store;
  private final Counters counters;

  public MetaSet(ItemStore store, Counters counters) {
    this.store = store;
    this.counters = counters;
  }

  @Override
  public void run(Arguments arguments, CommandReader in, ReplyWriter out) throws IOException {
    byte[] data =
        DataBlock.read(
            in,
            arguments.blockLength(LENGTH),
            () -> {
              arguments.key(1);
              mode(flags(arguments));
            });
    String key = arguments.key(1);
    MetaFlags flags = flags(arguments);
    Instant now = store.now();
    Item arrived = Item.of(data, flags.number('F', 0), flags.expiry('T', now), now);
    char mode = mode(flags);
    long expected = flags.number('C', 0);
    counters.sets().increment();
    ItemStore.Done<String> done =
        store.change(
            key,
            present ->
                flags.has('C')
                    ? compared(present, arrived, expected, flags)
                    : inMode(mode, present, arrived));
    if (!done.reply().equals(STORED) || !flags.has('q')) {
      String cas = flags.has('c') ? " c" + Long.toUnsignedString(done.cas()) : "";
      out.line(done.reply() + MetaGet.echo(key, flags) + cas);
    }
  }

  private static MetaFlags flags(Arguments arguments) throws Violation {
    return MetaFlags.parse(arguments.from(FIRST_FLAG), KNOWN_FLAGS);
  }

  private static char mode(MetaFlags flags) throws Violation {
    String token = flags.has('M') ? flags.token('M').toUpperCase(Locale.ROOT) : "S";
    if (token.length() != 1 || "SEARP".indexOf(token.charAt(0)) < 0) {
      throw Violation.of("CLIENT_ERROR invalid mode for ms M token");
    }
    return token.charAt(0);
  }

  private static Change<String> compared(
      @Nullable Item present, Item arrived, long expected, MetaFlags flags) {
    if (present == null) {
      return Change.keep("NF");
    }
    if (present.cas() == expected) {
      return Change.store(arrived, STORED);
    }
    boolean tooLate = Long.compareUnsigned(expected, present.cas()) < 0;
    // Keeping the marks lets the holder of the newer lease still be the only one.
    return flags.has('I') && tooLate
        ? Change.store(present.withValue(arrived.value()).with(Mark.STALE), STORED)
        : Change.keep("EX");
  }

  private static Change<String> inMode(char mode, @Nullable Item present, Item arrived) {
    return switch (mode) {
      case 'E' -> present == null ? Change.store(arrived, STORED) : Change.keep(NOT_STORED);
      case 'R' -> present == null ? Change.keep(NOT_STORED) : Change.store(arrived, STORED);
      case 'A' -> joined(present, arrived, Joining.APPEND);
      case 'P' -> joined(present, arrived, Joining.PREPEND);
      default -> Change.store(arrived, STORED);
    };
  }

  private static Change<String> joined(@Nullable Item present, Item arrived, Joining joining) {
    if (present == null) {
      return Change.keep(NOT_STORED);
    }
    byte[] value = joining.join(present, arrived.value());
    return value == null
        ? Change.keep("SERVER_ERROR object too large for cache")
        : Change.store(present.withValue(value), STORED);
  }
}
