package dev.weir.cache.purge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Tombstones as lines of text, each behind a checksum of its own: a damaged line costs itself.
final class TombstoneText {

  private static final String KIND = "is";
  private static final String KNOWN = "known";
  private static final String LOG = "log";
  private static final String NUMBER = "n";
  private static final String AT = "at";
  private static final int SUM_DIGITS = 8;

  private TombstoneText() {}

  /// What stands first: whose they are.
  static String head(String log) {
    return line(Map.of(KIND, "log", LOG, log));
  }

  /// Up to which number another node's are known.
  static String heard(String other, long number) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(KIND, KNOWN);
    values.put(LOG, other);
    values.put(NUMBER, Long.toString(number));
    return line(values);
  }

  /// One that is kept by itself.
  static String one(Tombstone tombstone) {
    return tombstone(tombstone.source().name().toLowerCase(Locale.ROOT), tombstone);
  }

  /// The one that stands for those that are not.
  static String summed(Tombstone tombstone) {
    return tombstone("summed", tombstone);
  }

  private static String tombstone(String kind, Tombstone tombstone) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(KIND, kind);
    values.put(NUMBER, Long.toString(tombstone.number()));
    values.put(AT, Long.toString(tombstone.at().toEpochMilli()));
    values.putAll(tombstone.order().parameters());
    return line(values);
  }

  private static String line(Map<String, String> values) {
    String text = FormText.of(values);
    return sum(text) + " " + text + "\n";
  }

  private static String sum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /// What was read.
  ///
  /// @param content null when it does not even say whose it is
  /// @param damaged lines that say nothing
  record Read(Tombstones.@Nullable Content content, int damaged) {}

  /// Reads lines; of those about the same thing the later counts.
  static Read read(List<String> lines) {
    Reading reading = new Reading();
    int damaged = 0;
    for (String line : lines) {
      damaged += reading.take(line) ? 0 : 1;
    }
    return new Read(reading.content(), damaged);
  }

  private static final class Reading {
    private final Map<String, Long> heard = new LinkedHashMap<>();
    private final List<Tombstone> tombstones = new ArrayList<>();
    private @Nullable Tombstone summed;
    private @Nullable String log;

    boolean take(String line) {
      if (line.length() <= SUM_DIGITS + 1 || line.charAt(SUM_DIGITS) != ' ') {
        return false;
      }
      String text = line.substring(SUM_DIGITS + 1);
      if (!line.startsWith(sum(text))) {
        return false;
      }
      try {
        understand(FormText.read(text));
        return true;
      } catch (IllegalArgumentException e) {
        // Whole, and yet not ours: of another version.
        return false;
      }
    }

    private void understand(Map<String, String> values) {
      String kind = String.valueOf(values.remove(KIND));
      switch (kind) {
        case "log" -> log = values.get(LOG);
        case KNOWN -> heard.put(String.valueOf(values.get(LOG)), FormText.number(values, NUMBER));
        case "summed" -> summed = tombstone(values, Tombstone.Source.OWN);
        default ->
            tombstones.add(
                tombstone(values, Tombstone.Source.valueOf(kind.toUpperCase(Locale.ROOT))));
      }
    }

    private static Tombstone tombstone(Map<String, String> values, Tombstone.Source source) {
      long number = FormText.number(values, NUMBER);
      Instant at = Instant.ofEpochMilli(FormText.number(values, AT));
      return new Tombstone(number, PurgeOrder.of(values), at, source);
    }

    Tombstones.@Nullable Content content() {
      String name = log;
      if (name == null || !Tombstones.isName(name)) {
        return null;
      }
      tombstones.sort(Comparator.comparingLong(Tombstone::number));
      return new Tombstones.Content(name, heard, tombstones, summed);
    }
  }
}
