package dev.weir.workbench.demo;

import dev.weir.runtime.lifecycle.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir demo`: the whole stack on this machine, and a look at the way of a page through it.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Run the whole stack on this machine: edge, two sibling cache nodes, application.")
public final class DemoCommand implements Callable<Integer> {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--smoke",
      description =
          "On free ports: check every tier, print one line each, stop. Exit 0 if all is well.")
  private boolean smoke;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    Path home =
        Path.of(System.getenv().getOrDefault("WEIR_HOME", ".")).toAbsolutePath().normalize();
    return smoke ? smokeRun(home) : demoRun(home);
  }

  private int smokeRun(Path home) throws Exception {
    Path directory = Files.createTempDirectory("weir-smoke");
    long started = System.nanoTime();
    try (DemoStack stack =
            DemoStack.start(
                home.resolve("deploy/demo"), DemoPorts.free(home, directory, System.getenv()));
        HttpClient client = visitor()) {
      PrintWriter out = out();
      out.printf("all tiers ready after %s%n", seconds(started));
      int failures = new SmokeCheck(client, stack.edge().uri(), out).run();
      out.println(failures == 0 ? "smoke check passed" : failures + " smoke checks failed");
      out.flush();
      return failures == 0 ? 0 : 1;
    } finally {
      deleteTree(directory);
    }
  }

  private int demoRun(Path home) throws Exception {
    Path directory = Files.createDirectories(home.resolve("var/demo"));
    Path configs = home.resolve("deploy/demo");
    long started = System.nanoTime();
    DemoStack stack =
        DemoStack.start(configs, DemoPorts.wellKnown(home, directory, System.getenv()));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, stopped), "demo-stop"));
    PrintWriter out = out();
    out.printf("%nWeir is up after %s.%n%n", seconds(started));
    for (Tier tier : stack.tiers()) {
      out.printf("  %-10s %s%n", tier.name(), tier.uri());
    }
    out.println();
    out.flush();
    try (HttpClient client = visitor()) {
      new Journey(client, stack, out).tell("/albums/1");
    }
    tryNext(stack, home, configs);
    out.flush();
    stopped.await();
    return 0;
  }

  private void tryNext(DemoStack stack, Path home, Path configs) {
    PrintWriter out = out();
    Path here = Path.of("").toAbsolutePath();
    out.printf("Try next, in another terminal:%n%n");
    out.printf(
        "  curl -si %s | grep -i -e cache-status -e age -e via%n",
        stack.edge().uri().resolve("/albums/2"));
    out.printf("  tail -f %s%n", here.relativize(home.resolve("var/demo/node-a.log")));
    out.printf("  ./weir check %s%n%n", here.relativize(configs.resolve("node-a.conf")));
    out.printf("Open %s in a browser. Ctrl-C stops everything.%n", stack.edge().uri());
  }

  private static void stop(DemoStack stack, CountDownLatch stopped) {
    stack.close();
    stopped.countDown();
  }

  private static HttpClient visitor() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_LIMIT)
        .build();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String seconds(long startedNanos) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startedNanos) / 1e9);
  }

  private static void deleteTree(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
