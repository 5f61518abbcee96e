package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Change;
import dev.weir.sample.memcached.item.Item;
import dev.weir.sample.memcached.item.Item.Mark;
import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.ReplyWriter;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `md`: removes an item, or with `I` leaves it as a stale one whose next reader is told to rebuild
/// it.
public final class MetaDelete implements Command {

  private static final String KNOWN_FLAGS = "CIkOqT";
  private static final String DONE = "HD";
  private static final String MISSING = "NF";

  private final ItemStore store;

  public MetaDelete(ItemStore store) {
    this.store = store;
  }

  @Override
  public void run(Arguments arguments, CommandReader in, ReplyWriter out) throws IOException {
    String key = arguments.key(1);
    MetaFlags flags = MetaFlags.parse(arguments.from(2), KNOWN_FLAGS);
    Instant expires = flags.expiry('T', store.now());
    long expected = flags.number('C', 0);
    String reply =
        store
            .change(
                key,
                present ->
                    flags.has('C') && present != null && present.cas() != expected
                        ? Change.keep("EX")
                        : removed(present, flags, expires))
            .reply();
    if (!reply.equals(DONE) || !flags.has('q')) {
      out.line(reply + MetaGet.echo(key, flags));
    }
  }

  private Change<String> removed(
      @Nullable Item present, MetaFlags flags, @Nullable Instant expires) {
    if (present == null) {
      return Change.keep(MISSING);
    }
    if (!flags.has('I')) {
      return Change.remove(DONE);
    }
    Item ended = flags.has('T') ? present.withExpiry(expires) : present;
    // A new CAS value: what an earlier lease holder brings must not pass for new.
    return Change.store(ended.with(Mark.STALE).without(Mark.TOKEN_SENT), DONE);
  }
}
