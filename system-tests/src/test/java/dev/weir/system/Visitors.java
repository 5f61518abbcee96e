package dev.weir.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// People who keep asking for the same few pages while something breaks; what they saw, per page
/// and phase.
final class Visitors {

  private static final Duration GIVE_UP = Duration.ofSeconds(20);

  /// What was seen of one page in one phase: answers by status (`-` = none), and the longest wait.
  record Seen(int asked, Map<String, Integer> statuses, Duration longest) {}

  private static final class Tally {
    private final Map<String, Integer> statuses = new TreeMap<>();
    private int asked;
    private Duration longest = Duration.ZERO;

    synchronized void add(String status, Duration took) {
      asked++;
      statuses.merge(status, 1, Integer::sum);
      longest = took.compareTo(longest) > 0 ? took : longest;
    }

    synchronized Seen seen() {
      return new Seen(asked, Map.copyOf(statuses), longest);
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
    return tally == null ? new Seen(0, Map.of(), Duration.ZERO) : tally.seen();
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
      String status = status(uri, during + " " + page);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      tallies
          .computeIfAbsent(during, _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(page, _ -> new Tally())
          .add(status, took);
      rounds.incrementAndGet();
    }
  }

  private String status(URI uri, String where) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(GIVE_UP).build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 400) {
        String said = String.join(", ", answer.headers().allValues("Proxy-Status"));
        refusals.merge(where + ": " + answer.statusCode() + " " + said, 1, Integer::sum);
      }
      return Integer.toString(answer.statusCode());
    } catch (IOException none) {
      return "-";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "-";
    }
  }
}
