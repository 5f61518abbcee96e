package dev.weir.workbench.tune.log;

import dev.weir.workbench.tune.log.Sighting.Verb;
import dev.weir.workbench.tune.log.Sighting.Witness;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a format reads out of one line, filled anew for each, so that a line costs no objects
/// before it is known to count.
final class Reading {

  private final byte[] site;
  byte[] uri = new byte[1 << 12];
  int uriLength;
  long atMillis;
  Verb verb = Verb.GET;
  int status;
  long bytes;
  Witness witness = Witness.ORIGIN;
  Inputs inputs = Inputs.NONE;

  /// @param site what stands before a target that names no host: `http://localhost`
  Reading(String site) {
    this.site = site.getBytes(StandardCharsets.ISO_8859_1);
  }

  void clear() {
    uriLength = 0;
    witness = Witness.ORIGIN;
    inputs = Inputs.NONE;
  }

  /// Takes a request target from a line; says whether it is one.
  boolean target(Line line, int start, int end) {
    if (start >= end) {
      return false;
    }
    uriLength = 0;
    if (line.octets[start] == '/') {
      append(site, 0, site.length);
    } else if (!line.startsWith("http", start)) {
      return false;
    }
    append(line.octets, start, end);
    return true;
  }

  void append(byte[] octets, int start, int end) {
    int length = end - start;
    if (uriLength + length > uri.length) {
      uri = Arrays.copyOf(uri, Math.max(uri.length * 2, uriLength + length));
    }
    System.arraycopy(octets, start, uri, uriLength, length);
    uriLength += length;
  }

  void append(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    append(octets, 0, octets.length);
  }

  void appendSite() {
    append(site, 0, site.length);
  }

  /// The kind of a method; null when the word cannot be one.
  static @Nullable Verb verb(Line line, int start, int end) {
    if (line.equals("GET", start, end)) {
      return Verb.GET;
    }
    if (line.equals("HEAD", start, end)) {
      return Verb.HEAD;
    }
    if (line.equals("OPTIONS", start, end) || line.equals("TRACE", start, end)) {
      return Verb.OTHER_SAFE;
    }
    for (int i = start; i < end; i++) {
      if (line.octets[i] < 'A' || line.octets[i] > 'Z') {
        return null;
      }
    }
    return start < end ? Verb.UNSAFE : null;
  }
}
