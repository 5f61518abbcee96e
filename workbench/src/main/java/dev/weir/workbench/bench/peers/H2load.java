package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.stack.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As many requests as go over HTTP/2, by h2load of nghttp2: a few connections with several streams
/// each, as browsers have.
final class H2load {

  private static final int STREAMS = 8;

  private static final Pattern FINISHED = Pattern.compile("finished in ([\\d.]+)(ms|s|m)");
  private static final Pattern REQUESTS =
      Pattern.compile("requests: .* (\\d+) succeeded, (\\d+) failed, (\\d+) errored");
  private static final Pattern STATUSES = Pattern.compile("status codes: (\\d+) 2xx");

  private H2load() {}

  /// With as many exchanges at once as the work has connections.
  static Wrk.Done run(Wrk.Work work, int port, Duration length, Path directory) throws IOException {
    int connections = Math.max(1, work.connections() / STREAMS);
    return parse(
        Programs.run(
            List.of(
                Programs.path("h2load"),
                "--threads=2",
                "--clients=" + connections,
                "--max-concurrent-streams=" + STREAMS,
                "--duration=" + Math.max(1, length.toSeconds()),
                "https://127.0.0.1:" + port + work.target()),
            directory));
  }

  static Wrk.Done parse(String output) throws IOException {
    Matcher finished = FINISHED.matcher(output);
    Matcher requests = REQUESTS.matcher(output);
    Matcher statuses = STATUSES.matcher(output);
    if (!finished.find() || !requests.find() || !statuses.find()) {
      throw new IOException("h2load says " + output);
    }
    double seconds =
        Double.parseDouble(finished.group(1))
            * switch (finished.group(2)) {
              case "ms" -> 0.001;
              case "m" -> 60;
              default -> 1;
            };
    long good = Long.parseLong(statuses.group(1));
    long bad = Long.parseLong(requests.group(2)) + Long.parseLong(requests.group(3));
    return new Wrk.Done(good, bad, Duration.ofNanos((long) (seconds * 1e9)));
  }
}
