package dev.weir.cache.tell;

import dev.weir.cache.purge.FormText;
import dev.weir.cache.purge.Tombstone;
import dev.weir.cache.purge.Tombstones;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stretch of what a node knows to have become invalid, as a message: a first line that says
/// whose and from where to where, then one notice a line.
///
/// @param log the name of the node's tombstones; another one when it has lost them
/// @param after whoever knows all up to this number ...
/// @param upTo ... then knows all up to this one
/// @param last the number of the latest there is
record News(String log, long after, long upTo, long last, List<Notice> notices) {

  /// No message is longer, in octets.
  static final int LONGEST = 1 << 20;

  private static final int FULL = LONGEST / 2;

  /// What comes after `known`, as much of it as goes into one message.
  static News of(Tombstones tombstones, Tombstones.Stretch stretch, long known, Instant now) {
    List<Notice> notices = new ArrayList<>();
    long upTo = stretch.upTo();
    int length = 0;
    for (Tombstone tombstone : stretch.tombstones()) {
      Notice notice = Notice.of(tombstone, now);
      int added = notice.line().length();
      if (length + added > FULL && !notices.isEmpty()) {
        upTo = tombstone.number() - 1;
        break;
      }
      // A URL too long for any message is too long for any request.
      if (added <= FULL) {
        notices.add(notice);
        length += added;
      }
    }
    return new News(tombstones.log(), known, upTo, tombstones.last(), notices);
  }

  String text() {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("log", log);
    head.put("after", Long.toString(after));
    head.put("upto", Long.toString(upTo));
    head.put("last", Long.toString(last));
    StringBuilder text = new StringBuilder(FormText.of(head)).append('\n');
    notices.forEach(notice -> text.append(notice.line()).append('\n'));
    return text.toString();
  }

  /// @throws IllegalArgumentException when it is no such message
  static News read(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("an empty message");
    }
    Map<String, String> head = FormText.read(lines.getFirst());
    return new News(
        log(head),
        FormText.number(head, "after"),
        FormText.number(head, "upto"),
        FormText.number(head, "last"),
        lines.stream().skip(1).map(Notice::read).toList());
  }

  /// @throws IllegalArgumentException when there is no name of tombstones
  static String log(Map<String, String> values) {
    String log = values.remove("log");
    if (log == null || !Tombstones.isName(log)) {
      throw new IllegalArgumentException("no log");
    }
    return log;
  }
}
