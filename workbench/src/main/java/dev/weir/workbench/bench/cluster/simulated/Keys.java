package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.entry.CacheKey;
import dev.weir.workbench.tune.log.Faults;
import dev.weir.workbench.tune.log.LogFile;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.UrlTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/// The URLs that clients ask for, in the order of asking.
///
/// @param all without repetitions
public record Keys(List<CacheKey> asked, List<CacheKey> all) {

  private static final int MOST_URLS = 1_000_000;
  private static final String SITE = "http://www.lab.test";
  private static final double SKEW = 0.9;

  public Keys {
    asked = List.copyOf(asked);
    all = List.copyOf(all);
  }

  private static Keys of(List<CacheKey> asked) {
    return new Keys(asked, List.copyOf(new LinkedHashSet<>(asked)));
  }

  /// Made up: a URL is asked for as often as its rank has it by Zipf's law, with exponent 0.9.
  public static Keys zipf(int urls, int requests, long seed) {
    List<CacheKey> all = new ArrayList<>(urls);
    double[] upTo = new double[urls];
    double sum = 0;
    for (int i = 0; i < urls; i++) {
      all.add(CacheKey.of(SITE + "/albums/" + i % 97 + "/" + i + ".jpg"));
      sum += Math.pow(i + 1, -SKEW);
      upTo[i] = sum;
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<CacheKey> asked = new ArrayList<>(requests);
    for (int i = 0; i < requests; i++) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      asked.add(all.get(found < 0 ? Math.min(urls - 1, -found - 1) : found));
    }
    return new Keys(asked, all);
  }

  /// Those of a file: an access log in any format that `weir tune` reads, whose GETs count, or a
  /// list of URLs, one a line.
  ///
  /// @throws IOException when it cannot be read, or holds none
  public static Keys of(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": cannot be read; check the path");
    }
    List<CacheKey> asked = isList(file) ? listed(file) : logged(file);
    if (asked.isEmpty()) {
      throw new IOException(file + ": no URL found; give an access log or a list of URLs");
    }
    return of(asked);
  }

  private static boolean isList(Path file) throws IOException {
    byte[] begin = new byte[7];
    try (var in = Files.newInputStream(file)) {
      int read = in.readNBytes(begin, 0, begin.length);
      String word = new String(begin, 0, read, StandardCharsets.ISO_8859_1);
      return word.equals("http://") || word.equals("https:/");
    }
  }

  private static List<CacheKey> listed(Path file) throws IOException {
    List<CacheKey> keys = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          keys.add(key(file, line.strip()));
        }
      }
    }
    return keys;
  }

  private static CacheKey key(Path file, String url) throws IOException {
    try {
      return CacheKey.of(url);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + url + " is no URL", e);
    }
  }

  private static List<CacheKey> logged(Path file) throws IOException {
    List<CacheKey> keys = new ArrayList<>();
    new LogFile(file, SITE, new UrlTable(MOST_URLS, _ -> {}), new Faults())
        .read(
            line -> {
              if (line.verb() == Sighting.Verb.GET) {
                keys.add(line.url().key());
              }
            },
            _ -> {});
    return keys;
  }

  /// The same with as many more like them as it takes to have `urls` of them.
  public Keys widenedTo(int urls) {
    List<CacheKey> more = new ArrayList<>(all);
    for (int number = 0; more.size() < urls; number++) {
      more.add(unheardOf(number));
    }
    return new Keys(asked, more);
  }

  /// A URL that nobody asks for: one that there is, with a number in its query.
  public CacheKey unheardOf(int number) {
    CacheKey like = all.get(number % all.size());
    String mark = like.uri().indexOf('?') < 0 ? "?" : "&";
    return new CacheKey(like.uri() + mark + "n=" + number);
  }
}
