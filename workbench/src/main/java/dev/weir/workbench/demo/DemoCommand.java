package dev.weir.workbench.demo;

import dev.weir.runtime.lifecycle.RunUntilSignal;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.workbench.place.TemporaryFolder;
import dev.weir.workbench.place.WeirHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
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

  /// The last words of the demo before it does nothing but serve.
  public static final String SERVING = "Ctrl-C stops everything.";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_PORT_CHOICES = 5;

  /// The shell's code of what Ctrl-C ended.
  private static final int INTERRUPTED = 130;

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
    Path home = WeirHome.ofThisProcess().path();
    return smoke ? smokeRun(home) : demoRun(home);
  }

  private int smokeRun(Path home) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.make("weir-smoke")) {
      for (int attempt = 1; ; attempt++) {
        DemoPorts ports = DemoPorts.free(home, folder.path(), System.getenv());
        try (DemoStack stack = new DemoStack(home.resolve("deploy/demo"), ports)) {
          return smokeRun(stack);
        } catch (IOException e) {
          // Between the choice of a port and its use somebody else may take it.
          if (attempt == MOST_PORT_CHOICES || !isAddressTaken(e)) {
            throw e;
          }
        }
      }
    }
  }

  private int smokeRun(DemoStack stack) throws Exception {
    PrintWriter out = out();
    AtomicInteger failures = new AtomicInteger();
    RunUntilSignal run = new RunUntilSignal(stack.tiers(), DemoStack.DRAIN_LIMIT);
    RunUntilSignal.Start end =
        run.start(() -> {
          long started = System.nanoTime();
          stack.start();
          out.printf("all tiers ready after %s%n", seconds(started));
          try (HttpClient client = visitor()) {
            failures.set(new SmokeCheck(client, stack.edge().uri(), out).run());
          }
        });
    if (end == RunUntilSignal.Start.STOPPED) {
      out.println("smoke check broken off");
      out.flush();
      return INTERRUPTED;
    }
    out.println(failures.get() == 0 ? "smoke check passed" : failures + " smoke checks failed");
    out.flush();
    return failures.get() == 0 ? 0 : 1;
  }

  private static boolean isAddressTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private int demoRun(Path home) throws Exception {
    Path directory = Files.createDirectories(DemoPorts.directory(home, System.getenv()));
    Path configs = home.resolve("deploy/demo");
    DemoPorts ports = DemoPorts.wellKnown(home, directory, System.getenv());
    try (DemoStack stack = new DemoStack(configs, ports)) {
      RunUntilSignal run = new RunUntilSignal(stack.tiers(), DemoStack.DRAIN_LIMIT);
      RunUntilSignal.Start start =
          run.start(() -> {
            startAndShow(stack);
            tryNext(stack, directory, configs);
            out().flush();
          });
      run.await();
      return start == RunUntilSignal.Start.STOPPED ? INTERRUPTED : 0;
    }
  }

  private void startAndShow(DemoStack stack) throws IOException, InterruptedException {
    long started = System.nanoTime();
    stack.start();
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
  }

  private void tryNext(DemoStack stack, Path directory, Path configs) {
    PrintWriter out = out();
    Path here = Path.of("").toAbsolutePath();
    out.printf("Try next, in another terminal:%n%n");
    out.printf(
        "  curl -si %s | grep -i -e cache-status -e age -e via%n",
        stack.edge().uri().resolve("/albums/2"));
    out.printf("  tail -f %s%n", here.relativize(directory.resolve("node-a.log")));
    out.printf("  ./weir check %s%n%n", here.relativize(configs.resolve("node-a.conf")));
    out.printf("Open %s in a browser. %s%n", stack.edge().uri(), SERVING);
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
}
