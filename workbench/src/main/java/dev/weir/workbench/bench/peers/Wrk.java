package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.load.LoadResult;
import dev.weir.workbench.bench.load.Pace;
import dev.weir.workbench.bench.load.RequestRun;
import dev.weir.workbench.bench.load.Visitors;
import dev.weir.workbench.bench.stack.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// As many requests as go: by wrk where it is installed, by our own generator elsewhere; by h2load
/// over HTTP/2.
final class Wrk {

  private static final Pattern DONE = Pattern.compile("(\\d+) requests in ([\\d.]+)(s|m)");
  private static final Pattern NOT_GOOD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern BROKEN =
      Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
  private static final String UNIQUE =
      """
      local thread_count = 0
      function setup(thread)
        thread:set("id", thread_count)
        thread_count = thread_count + 1
      end
      local n = 0
      function request()
        n = n + 1
        return wrk.format(nil, wrk.path .. "?" .. RUN .. "." .. id .. "." .. n)
      end
      """;
  private static final String VARIED =
      """
      local n = 0
      function request()
        n = (n + 1) % 2000
        return wrk.format(nil, wrk.path .. "?" .. n)
      end
      """;
  private static final AtomicLong RUNS = new AtomicLong();

  private Wrk() {}

  /// What is asked for.
  ///
  /// - `scheme`: `http`, `https`, or `h2` for HTTP/2 over TLS.
  record Work(String scheme, String target, int connections, Freshness freshness) {

    /// How often the same is asked for.
    enum Freshness {
      SAME,
      /// 2,000 URLs in turn.
      VARIED,
      UNIQUE
    }

    Work(String target, int connections) {
      this("http", target, connections, Freshness.SAME);
    }

    /// The only program that can do it, null if our own generator can too.
    @Nullable String generator() {
      if (scheme.equals("h2")) {
        return "h2load";
      }
      return scheme.equals("http") && freshness == Freshness.SAME ? null : "wrk";
    }
  }

  /// Requests answered well, and the time it took.
  record Done(long requests, long failed, Duration elapsed) {

    double perSecond() {
      return requests * 1e9 / Math.max(1, elapsed.toNanos());
    }
  }

  static boolean installed() {
    return Programs.find("wrk") != null;
  }

  static Done run(Work work, int port, Duration length, Path directory) throws IOException {
    if (work.scheme().equals("h2")) {
      return H2load.run(work, port, length, directory);
    }
    return installed() ? wrk(work, port, length, directory) : own(work, port, length);
  }

  static Done parse(String output) throws IOException {
    Matcher done = DONE.matcher(output);
    if (!done.find()) {
      throw new IOException("wrk says " + output);
    }
    double seconds = Double.parseDouble(done.group(2)) * (done.group(3).equals("m") ? 60 : 1);
    long failed = 0;
    Matcher notGood = NOT_GOOD.matcher(output);
    if (notGood.find()) {
      failed += Long.parseLong(notGood.group(1));
    }
    Matcher broken = BROKEN.matcher(output);
    if (broken.find()) {
      for (int kind = 1; kind <= broken.groupCount(); kind++) {
        failed += Long.parseLong(broken.group(kind));
      }
    }
    long answered = Long.parseLong(done.group(1));
    return new Done(answered, failed, Duration.ofNanos((long) (seconds * 1e9)));
  }

  private static Done wrk(Work work, int port, Duration length, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Programs.path("wrk"));
    int threads = Math.min(2, work.connections());
    command.addAll(List.of("-t" + threads, "-c" + work.connections()));
    command.addAll(List.of("-d" + Math.max(1, length.toSeconds()) + "s", "--timeout", "10s"));
    switch (work.freshness()) {
      case SAME -> {}
      case VARIED -> command.addAll(script(directory, VARIED));
      case UNIQUE ->
          command.addAll(script(directory, "RUN = " + RUNS.incrementAndGet() + "\n" + UNIQUE));
    }
    command.add(work.scheme() + "://127.0.0.1:" + port + work.target());
    return parse(Programs.run(command, directory));
  }

  private static List<String> script(Path directory, String text) throws IOException {
    Path script = directory.resolve("requests.lua");
    Files.writeString(script, text);
    return List.of("-s", script.toString());
  }

  private static Done own(Work work, int port, Duration length) throws IOException {
    LoadResult result =
        RequestRun.run(
            visitors(port, work), work.target(), new Pace.Closed(work.connections()), length);
    return new Done(result.requests(), result.failures() + result.refusals(), result.elapsed());
  }

  static Visitors visitors(int port, Work work) {
    return new Visitors(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        "127.0.0.1:" + port,
        Visitors.KeepAlive.ON,
        work.connections());
  }
}
