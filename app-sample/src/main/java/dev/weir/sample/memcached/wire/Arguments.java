package dev.weir.sample.memcached.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of one command line, the command's name first.
public final class Arguments {

  public static final int MAX_KEY_BYTES = 250;

  private static final long MAX_UNSIGNED_32 = 0xFFFF_FFFFL;

  /// Up to here an expiry time counts from now, beyond it is a point in time (seconds since 1970).
  private static final Duration LONGEST_RELATIVE_EXPIRY = Duration.ofDays(30);

  private final List<String> words;

  private Arguments(List<String> words) {
    this.words = words;
  }

  public static Arguments of(String line) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < line.length()) {
      int space = line.indexOf(' ', from);
      int to = space < 0 ? line.length() : space;
      if (to > from) {
        words.add(line.substring(from, to));
      }
      from = to + 1;
    }
    return new Arguments(words);
  }

  /// Empty for an empty line.
  public String name() {
    return words.isEmpty() ? "" : words.getFirst();
  }

  /// The name counts.
  public int size() {
    return words.size();
  }

  public List<String> from(int index) {
    return words.subList(Math.min(index, words.size()), words.size());
  }

  public boolean noreply() {
    return words.size() > 1 && words.getLast().equals("noreply");
  }

  /// The line has one of these sizes, `noreply` not counted, or it is malformed.
  public void expectSize(int atLeast, int atMost) throws Violation {
    int size = noreply() ? words.size() - 1 : words.size();
    if (size < atLeast) {
      throw Violation.of("ERROR");
    }
    if (size > atMost) {
      throw Violation.badLine();
    }
  }

  public String key(int index) throws Violation {
    if (index >= words.size()) {
      throw Violation.of("ERROR");
    }
    return checkedKey(words.get(index));
  }

  /// A key of 1 to 250 octets without controls or space.
  public static String checkedKey(String key) throws Violation {
    if (key.length() > MAX_KEY_BYTES || key.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
      throw Violation.badLine();
    }
    return key;
  }

  public String word(int index) throws Violation {
    if (index >= words.size()) {
      throw Violation.badLine();
    }
    return words.get(index);
  }

  public long unsigned32(int index) throws Violation {
    return unsigned32(word(index));
  }

  public static long unsigned32(String word) throws Violation {
    long value = signed(word);
    if (value < 0 || value > MAX_UNSIGNED_32) {
      throw Violation.badLine();
    }
    return value;
  }

  public static long unsigned64(String word, String complaint) throws Violation {
    try {
      return Long.parseUnsignedLong(word);
    } catch (NumberFormatException _) {
      throw Violation.of(complaint);
    }
  }

  /// When an item with the expiry time given as `word` ends; `null`: never.
  public static @Nullable Instant expiry(String word, Instant now) throws Violation {
    long seconds = signed(word);
    if (seconds == 0) {
      return null;
    }
    if (seconds < 0) {
      return Instant.EPOCH;
    }
    if (seconds <= LONGEST_RELATIVE_EXPIRY.toSeconds()) {
      return now.plusSeconds(seconds);
    }
    return Instant.ofEpochSecond(Math.min(seconds, MAX_UNSIGNED_32));
  }

  /// The announced length of a data block; without it nobody knows where the next command begins.
  public int blockLength(int index) throws Violation {
    try {
      int length = index < words.size() ? Integer.parseInt(words.get(index)) : -1;
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException _) {
      // answered below, as a missing or negative length is
    }
    throw Violation.closing("CLIENT_ERROR bad command line format");
  }

  private static long signed(String word) throws Violation {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException _) {
      throw Violation.badLine();
    }
  }
}
