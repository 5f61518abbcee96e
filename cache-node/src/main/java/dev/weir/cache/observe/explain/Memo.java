package dev.weir.cache.observe.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cache.decide.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Place for what is told of one request after the other.
///
/// Refers only to words and rules, which live longer than a request; the rest are numbers, and
/// octets of its own.
final class Memo {

  private static final int NONE = -1;
  private static final int GRAIN = 128;
  private static final int TOO_WIDE = 4;
  private static final byte[] EMPTY = {};

  private long number = NONE;
  private long second;
  private int nano;
  private int status;
  private String tag = "";
  private boolean hit;
  private @Nullable Reason reason;
  private @Nullable String rule;
  private long upstreamMicros;
  private long elapsedMicros;

  // Id, method, URI, hierarchy and Cache-Status, one after the other, and where each ends.
  private byte[] text = EMPTY;
  private boolean identified;
  private int idEnd;
  private int methodEnd;
  private int uriEnd;
  private int hierarchyEnd;
  private int end;

  /// Writes over what is here, unless that is newer.
  ///
  /// @param requestNumber counted over all requests
  synchronized void write(long requestNumber, Trace trace) {
    if (requestNumber < number) {
      return;
    }
    number = requestNumber;
    Instant at = trace.at();
    second = at.getEpochSecond();
    nano = at.getNano();
    status = trace.status();
    tag = trace.tag();
    hit = trace.hit();
    reason = trace.reason();
    rule = trace.rule();
    Long upstream = trace.upstreamMicros();
    upstreamMicros = upstream == null ? NONE : upstream;
    elapsedMicros = trace.elapsedMicros();
    writeText(trace);
  }

  private void writeText(Trace trace) {
    String requestId = trace.requestId();
    identified = requestId != null;
    byte[] id = requestId == null ? EMPTY : requestId.getBytes(UTF_8);
    byte[] method = trace.method().getBytes(UTF_8);
    byte[] uri = trace.uri().getBytes(UTF_8);
    byte[] hierarchy = trace.hierarchy().getBytes(UTF_8);
    byte[] cacheStatus = trace.cacheStatus().getBytes(UTF_8);
    makeRoom(id.length + method.length + uri.length + hierarchy.length + cacheStatus.length);
    idEnd = append(id, 0);
    methodEnd = append(method, idEnd);
    uriEnd = append(uri, methodEnd);
    hierarchyEnd = append(hierarchy, uriEnd);
    end = append(cacheStatus, hierarchyEnd);
  }

  /// What a long URI took is given back for a short one.
  private void makeRoom(int octets) {
    if (octets > text.length || text.length > TOO_WIDE * (octets + GRAIN)) {
      text = new byte[(octets / GRAIN + 1) * GRAIN];
    }
  }

  private int append(byte[] part, int start) {
    System.arraycopy(part, 0, text, start, part.length);
    return start + part.length;
  }

  /// The request of that number, if it is still here.
  synchronized Optional<Trace> read(long requestNumber) {
    if (number != requestNumber) {
      return Optional.empty();
    }
    return Optional.of(
        new Trace(
            identified ? part(0, idEnd) : null,
            Instant.ofEpochSecond(second, nano),
            part(idEnd, methodEnd),
            part(methodEnd, uriEnd),
            status,
            tag,
            hit,
            reason,
            rule,
            part(uriEnd, hierarchyEnd),
            part(hierarchyEnd, end),
            upstreamMicros == NONE ? null : upstreamMicros,
            elapsedMicros));
  }

  private String part(int from, int to) {
    return new String(text, from, to - from, UTF_8);
  }
}
