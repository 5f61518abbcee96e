package dev.weir.edge.admit;

import dev.weir.edge.observe.Client;
import dev.weir.edge.observe.Exchange;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/// Gives every request a name: the one a trusted proxy gave it, or 16 hexadecimal digits that no
/// other request of this process has.
public final class RequestIds {

  /// What a given id may be: it goes into logs and pages.
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final AtomicLong next;

  private RequestIds(long first) {
    this.next = new AtomicLong(first);
  }

  /// Begins at a random place, so that restarts do not repeat ids.
  public static RequestIds from(RandomGenerator random) {
    return new RequestIds(random.nextLong());
  }

  String of(HttpFields received, Client client) {
    String given = client.trusted() ? received.get(Exchange.ID_FIELD) : null;
    return given != null && ACCEPTABLE.matcher(given).matches()
        ? given
        : HexFormat.of().toHexDigits(scrambled(next.getAndIncrement()));
  }

  /// A one-to-one mapping (the finalizer of SplitMix64): distinct stays distinct, and the traffic
  /// cannot be counted from outside.
  private static long scrambled(long counter) {
    long mixed = (counter ^ (counter >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
