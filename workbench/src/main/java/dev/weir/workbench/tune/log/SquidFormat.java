package dev.weir.workbench.tune.log;

import dev.weir.workbench.tune.log.Sighting.Witness;
import org.jspecify.annotations.Nullable;

/// Squid's native format: `time.ms elapsed client TAG/status bytes method URL user hierarchy type`,
/// the time being that of the end, the bytes including the head.
final class SquidFormat implements Format {

  private static final int FIELDS = 7;

  private final int[] starts = new int[FIELDS];
  private final int[] ends = new int[FIELDS];

  @Override
  public @Nullable String read(Line line, Reading into) {
    if (!split(line)) {
      return "fewer than seven fields";
    }
    int dot = line.find('.', starts[0]);
    long seconds = dot < 0 ? -1 : line.number(starts[0], dot);
    long elapsed = line.number(starts[1], ends[1]);
    if (seconds < 0 || elapsed < 0) {
      return "it does not begin with time and milliseconds";
    }
    into.atMillis = seconds * 1000 + Math.max(0, line.number(dot + 1, ends[0])) - elapsed;
    return answer(line, into);
  }

  private @Nullable String answer(Line line, Reading into) {
    int slash = line.find('/', starts[3]);
    if (slash < 0 || slash >= ends[3]) {
      return "no TAG/status in the fourth field";
    }
    into.status = (int) line.number(slash + 1, ends[3]);
    into.bytes = line.number(starts[4], ends[4]);
    if (line.equals(ICP_QUERY, starts[5], ends[5])) {
      return NO_REQUEST;
    }
    Sighting.Verb verb = Reading.verb(line, starts[5], ends[5]);
    if (into.status < 0 || into.bytes < 0 || verb == null) {
      return "status, bytes or method cannot be read";
    }
    into.verb = verb;
    into.witness = witness(line.text(starts[3], slash));
    return into.target(line, starts[6], ends[6]) ? null : "no URL in the seventh field";
  }

  private boolean split(Line line) {
    int at = line.from;
    for (int field = 0; field < FIELDS; field++) {
      while (at < line.to && line.octets[at] == ' ') {
        at++;
      }
      starts[field] = at;
      while (at < line.to && line.octets[at] != ' ') {
        at++;
      }
      ends[field] = at;
    }
    return starts[FIELDS - 1] < line.to;
  }

  /// Only what was fetched at that moment tells of the origin.
  static Witness witness(String tag) {
    if (tag.contains("ABORTED") || tag.contains("TIMEDOUT")) {
      return Witness.SILENT;
    }
    return switch (tag) {
      case "TCP_MISS",
          "TCP_CF_MISS",
          "TCP_REFRESH_MODIFIED",
          "TCP_REFRESH_UNMODIFIED",
          "TCP_REFRESH_MISS",
          "TCP_REFRESH_HIT",
          "TCP_CLIENT_REFRESH_MISS",
          "TCP_SWAPFAIL_MISS" ->
          Witness.ORIGIN_WITH_HEAD;
      default -> Witness.SILENT;
    };
  }
}
