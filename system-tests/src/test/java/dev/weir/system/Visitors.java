package dev.weir.system;

import dev.weir.http.CacheStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// People who keep asking for the same few pages while something breaks; what they saw, per page
/// and phase.
final class Visitors {

  private static final Duration GIVE_UP = Duration.ofSeconds(20);

  /// What was seen of one page in one phase: answers by status (`-` = none), the longest wait, and
  /// the caches that had it (RFC 9211 §2.1).
  record Seen(int asked, Map<String, Integer> statuses, Duration longest, Set<String> hits) {}

  /// One answer: its status, `-` for none, and the caches that had it.
  private record Given(String status, Set<String> hits) {

    static final Given NONE = new Given("-", Set.of());
  }

  private static final class Tally {
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final Set<String> hits = new TreeSet<>();
    private int asked;
    private Duration longest = Duration.ZERO;

    synchronized void add(Given given, Duration took) {
      asked++;
      statuses.merge(given.status(), 1, Integer::sum);
      hits.addAll(given.hits());
      longest = took.compareTo(longest) > 0 ? took : longest;
    }

    synchronized Seen seen() {
      return new Seen(asked, Map.copyOf(statuses), longest, Set.copyOf(hits));
    }
  }

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(GIVE_UP).build();
  private final Map<String, Map<String, Tally>> tallies = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Integer> refusals = new ConcurrentSkipListMap<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile String phase = "before";
  private volatile boolean closed;

  Visitors(URI site, List<String> pages) {
    for (String page : pages) {
      threads.add(Thread.ofVirtual().start(() -> keepAsking(site.resolve(page), page)));
    }
  }

  void phase(String name) {
    phase = name;
  }

  /// How many answers all visitors together have had so far.
  int rounds() {
    return rounds.get();
  }

  /// Answers of 400 and above, with what Proxy-Status (RFC 9209) said of them, and how many each.
  Map<String, Integer> refusals() {
    return refusals;
  }

  Seen seen(String inPhase, String page) {
    Tally tally = tallies.getOrDefault(inPhase, Map.of()).get(page);
    return tally == null ? new Seen(0, Map.of(), Duration.ZERO, Set.of()) : tally.seen();
  }

  /// Sends them home; what they saw stays.
  void leave() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join();
    }
    client.close();
  }

  private void keepAsking(URI uri, String page) {
    while (!closed) {
      String during = phase;
      long started = System.nanoTime();
      Given given = ask(uri, during + " " + page);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      tallies
          .computeIfAbsent(during, _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(page, _ -> new Tally())
          .add(given, took);
      rounds.incrementAndGet();
    }
  }

  private Given ask(URI uri, String where) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(GIVE_UP).build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 400) {
        String said = String.join(", ", answer.headers().allValues("Proxy-Status"));
        refusals.merge(where + ": " + answer.statusCode() + " " + said, 1, Integer::sum);
      }
      return new Given(Integer.toString(answer.statusCode()), hits(answer));
    } catch (IOException none) {
      return Given.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Given.NONE;
    }
  }

  private static Set<String> hits(HttpResponse<?> answer) {
    return CacheStatus.parse(String.join(", ", answer.headers().allValues("Cache-Status"))).stream()
        .filter(CacheStatus::isHit)
        .map(CacheStatus::cache)
        .collect(Collectors.toUnmodifiableSet());
  }
}
