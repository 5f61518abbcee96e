package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Change;
import dev.weir.sample.memcached.item.Item;
import dev.weir.sample.memcached.item.Item.Mark;
import dev.weir.sample.memcached.item.ItemStore;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.ReplyWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `mg`: a value with chosen facts about it, and leases against stampedes: of many clients that
/// find nothing (`N`), a stale value or one about to expire (`R`), exactly one is told `W` to
/// rebuild it.
public final class MetaGet implements Command {

  private static final String KNOWN_FLAGS = "cfhklOqstvNRT";
  private static final byte[] EMPTY = {};

  private final ItemStore store;
  private final Counters counters;

  public MetaGet(ItemStore store, Counters counters) {
    this.store = store;
    this.counters = counters;
  }

  /// The item as it was found, and the lease marks behind the flags.
  private record Found(Item item, String lease) {}

  /// What the flags ask to be done at this moment, tokens already read.
  private record Wish(
      Instant now,
      MetaFlags flags,
      @Nullable Instant vivifyUntil,
      @Nullable Instant touchUntil,
      Duration recacheBelow) {}

  @Override
  public void run(Arguments arguments, CommandReader in, ReplyWriter out) throws IOException {
    String key = arguments.key(1);
    MetaFlags flags = MetaFlags.parse(arguments.from(2), KNOWN_FLAGS);
    Instant now = store.now();
    Wish wish =
        new Wish(
            now,
            flags,
            flags.expiry('N', now),
            flags.expiry('T', now),
            Duration.ofSeconds(Math.clamp(flags.number('R', 0), 0, Integer.MAX_VALUE)));
    ItemStore.Done<@Nullable Found> done =
        store.<@Nullable Found>change(key, present -> look(present, wish));
    Found found = done.reply();
    if (found == null) {
      counters.miss();
      if (!flags.has('q')) {
        out.line("EN" + echo(key, flags));
      }
    } else {
      counters.hit();
      String facts = facts(key, found.item().withCas(done.cas()), wish) + found.lease();
      answer(found.item(), facts, flags, out);
    }
  }

  private static Change<@Nullable Found> look(@Nullable Item present, Wish wish) {
    if (present == null) {
      if (!wish.flags().has('N')) {
        return Change.<@Nullable Found>keep(null);
      }
      Item placeholder = Item.of(EMPTY, 0, wish.vivifyUntil(), wish.now()).with(Mark.TOKEN_SENT);
      return Change.<@Nullable Found>store(placeholder, new Found(placeholder, " W"));
    }
    Item touched = wish.flags().has('T') ? present.withExpiry(wish.touchUntil()) : present;
    Item read = touched.readAt(wish.now());
    return wins(present, wish)
        ? Change.<@Nullable Found>update(
            read.with(Mark.TOKEN_SENT), new Found(touched, marks(present) + " W"))
        : Change.<@Nullable Found>update(read, new Found(touched, marks(present)));
  }

  private static boolean wins(Item present, Wish wish) {
    return !present.has(Mark.TOKEN_SENT) && (present.has(Mark.STALE) || recache(present, wish));
  }

  private static boolean recache(Item present, Wish wish) {
    Instant expires = present.expires();
    return wish.flags().has('R')
        && expires != null
        && Duration.between(wish.now(), expires).compareTo(wish.recacheBelow()) < 0;
  }

  private static String marks(Item present) {
    String sent = present.has(Mark.TOKEN_SENT) ? " Z" : "";
    return present.has(Mark.STALE) ? sent + " X" : sent;
  }

  private static void answer(Item item, String facts, MetaFlags flags, ReplyWriter out)
      throws IOException {
    if (flags.has('v')) {
      out.value("VA " + item.value().length + facts, item.value());
    } else {
      out.line("HD" + facts);
    }
  }

  private static String facts(String key, Item item, Wish wish) {
    StringBuilder text = new StringBuilder();
    for (char flag : wish.flags().letters()) {
      switch (flag) {
        case 'c' -> text.append(" c").append(Long.toUnsignedString(item.cas()));
        case 'f' -> text.append(" f").append(item.flags());
        case 'h' -> text.append(item.has(Mark.FETCHED) ? " h1" : " h0");
        case 'k' -> text.append(" k").append(key);
        case 'l' ->
            text.append(" l").append(Duration.between(item.lastAccess(), wish.now()).toSeconds());
        case 'O' -> text.append(" O").append(wish.flags().token('O'));
        case 's' -> text.append(" s").append(item.value().length);
        case 't' -> text.append(" t").append(secondsLeft(item, wish.now()));
        default -> {}
      }
    }
    return text.toString();
  }

  private static long secondsLeft(Item item, Instant now) {
    Instant expires = item.expires();
    return expires == null ? -1 : Duration.between(now, expires).toSeconds();
  }

  static String echo(String key, MetaFlags flags) {
    StringBuilder text = new StringBuilder();
    for (char flag : flags.letters()) {
      if (flag == 'k') {
        text.append(" k").append(key);
      } else if (flag == 'O') {
        text.append(" O").append(flags.token('O'));
      }
    }
    return text.toString();
  }
}
