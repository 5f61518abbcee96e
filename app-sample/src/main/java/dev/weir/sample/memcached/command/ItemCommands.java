package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Change;
import dev.weir.sample.memcached.item.Item;
import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.ReplyWriter;
import dev.weir.sample.memcached.wire.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `delete`, `incr`, `decr`, `touch`: commands about one item that carry no data block.
public final class ItemCommands {

  private static final String NOT_FOUND = "NOT_FOUND";

  /// Digits of the greatest unsigned 64-bit number.
  private static final int MAX_DIGITS = 20;

  /// The number to write for the number that is there.
  private interface Arithmetic {
    long apply(long present, long delta);
  }

  private final ItemStore store;
  private final Counters counters;

  public ItemCommands(ItemStore store, Counters counters) {
    this.store = store;
    this.counters = counters;
  }

  public Command delete() {
    return (arguments, _, out) -> {
      arguments.expectSize(2, 3);
      if (arguments.size() > 2 && !arguments.noreply() && !arguments.word(2).equals("0")) {
        throw Violation.badLine();
      }
      run(
          arguments,
          out,
          present -> present == null ? Change.keep(NOT_FOUND) : Change.remove("DELETED"));
    };
  }

  /// Wraps at 2^64.
  public Command incr() {
    return counting((present, delta) -> present + delta);
  }

  /// Stops at 0.
  public Command decr() {
    return counting(
        (present, delta) -> Long.compareUnsigned(present, delta) < 0 ? 0 : present - delta);
  }

  public Command touch() {
    return (arguments, _, out) -> {
      arguments.expectSize(3, 3);
      Instant expires = Arguments.expiry(arguments.word(2), store.now());
      counters.touches().increment();
      run(
          arguments,
          out,
          present ->
              present == null
                  ? Change.keep(NOT_FOUND)
                  : Change.update(present.withExpiry(expires), "TOUCHED"));
    };
  }

  private Command counting(Arithmetic arithmetic) {
    return (arguments, _, out) -> {
      arguments.expectSize(3, 3);
      long delta =
          Arguments.unsigned64(arguments.word(2), "CLIENT_ERROR invalid numeric delta argument");
      run(arguments, out, present -> counted(present, number -> arithmetic.apply(number, delta)));
    };
  }

  private static Change<String> counted(@Nullable Item present, Function<Long, Long> arithmetic) {
    if (present == null) {
      return Change.keep(NOT_FOUND);
    }
    String text = new String(present.value(), StandardCharsets.ISO_8859_1).stripTrailing();
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return Change.keep("CLIENT_ERROR cannot increment or decrement non-numeric value");
    }
    try {
      String result = Long.toUnsignedString(arithmetic.apply(Long.parseUnsignedLong(text)));
      byte[] value = result.getBytes(StandardCharsets.ISO_8859_1);
      return Change.store(present.withValue(value), result);
    } catch (NumberFormatException _) {
      return Change.keep("CLIENT_ERROR cannot increment or decrement non-numeric value");
    }
  }

  private void run(
      Arguments arguments, ReplyWriter out, Function<@Nullable Item, Change<String>> decision)
      throws IOException {
    String reply = store.change(arguments.key(1), decision).reply();
    if (!arguments.noreply()) {
      out.line(reply);
    }
  }
}
