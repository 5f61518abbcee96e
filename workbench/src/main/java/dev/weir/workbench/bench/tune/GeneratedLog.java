package dev.weir.workbench.bench.tune;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/// An access log in combined format, the same each time: a few URLs asked for often, and many that
/// are asked for once, which is what fills memory.
final class GeneratedLog {

  private static final int POPULAR = 100_000;
  private static final double ONCE = 0.4;
  private static final int LINES_A_SECOND = 50;
  private static final long SEED = 20_261_121;
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final String[] SUFFIXES = {"html", "css", "js", "png", "jpg"};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private GeneratedLog() {}

  /// Writes so many lines.
  static void write(Path file, int lines) throws IOException {
    Random random = new Random(SEED);
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      String time = "";
      for (int i = 0; i < lines; i++) {
        if (i % LINES_A_SECOND == 0) {
          time = TIME.format(BEGIN.plusSeconds(i / LINES_A_SECOND));
        }
        out.write(line(i, time, random));
      }
    }
  }

  private static String line(int number, String time, Random random) {
    // The square of a uniform number: the first tenth of the URLs gets about a third of requests.
    double rank = random.nextDouble() * random.nextDouble();
    int url = (int) (rank * POPULAR);
    boolean once = random.nextDouble() < ONCE;
    String target =
        once ? "/search?q=" + number : "/area" + url % 97 + "/page" + url + "." + suffix(url);
    int size = 500 + (once ? number % 997 : url % 20_011);
    return "10.0."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + " - - ["
        + time
        + "] \"GET "
        + target
        + " HTTP/1.1\" 200 "
        + size
        + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\"\n";
  }

  private static String suffix(int url) {
    return SUFFIXES[url % SUFFIXES.length];
  }
}
