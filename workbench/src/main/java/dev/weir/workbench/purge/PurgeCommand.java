package dev.weir.workbench.purge;

import dev.weir.cache.purge.PurgeClient;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.http.HostPort;
import dev.weir.workbench.admin.TokenFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir purge`: has nodes drop stored responses, or take them for stale; one line for each node.
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Take stored responses out of running nodes, and of the siblings they tell.",
      "Exit 1 when a node did not do it or a sibling has not confirmed it yet."
    })
public final class PurgeCommand implements Callable<Integer> {

  private static final int FINDINGS = 1;
  private static final int USAGE = 2;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description = "With --group: that of one origin only, such as http://site.example.")
  private @Nullable String origin;

  @Option(
      names = "--soft",
      description = "Make stale instead of removing: validated before the next use.")
  private boolean soft;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      arity = "1..*",
      defaultValue = "127.0.0.1:9091",
      description =
          "Admin listeners of the nodes; default ${DEFAULT-VALUE}, node-a of the demo. Several"
              + " may follow.")
  private List<String> nodes;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "File with the nodes' admin token: what admin_token_file names.")
  private Path tokenFile;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public PurgeCommand() {}

  @Override
  public Integer call() throws IOException {
    Map<String, String> parameters = what.parameters();
    if (origin != null) {
      parameters.put("origin", origin);
    }
    parameters.put("mode", (soft ? PurgeOrder.Mode.SOFT : PurgeOrder.Mode.HARD).word());
    List<HostPort> places = new ArrayList<>();
    try {
      // What no node would accept is sent to none.
      PurgeOrder.of(parameters);
      nodes.forEach(node -> places.add(HostPort.parse(node)));
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("weir purge: " + e.getMessage());
      return USAGE;
    }
    return purge(places, new TokenFile(tokenFile).token(), parameters);
  }

  private int purge(List<HostPort> places, String token, Map<String, String> parameters)
      throws IOException {
    int exit = 0;
    for (HostPort place : places) {
      Outcome outcome = purge(place, token, parameters);
      String line = place + ": " + outcome.line();
      if (outcome instanceof Outcome.Failed) {
        spec.commandLine().getErr().println(line);
      } else {
        spec.commandLine().getOut().println(line);
      }
      exit = outcome instanceof Outcome.Done ? exit : FINDINGS;
    }
    spec.commandLine().getOut().flush();
    return exit;
  }

  private static Outcome purge(HostPort place, String token, Map<String, String> parameters)
      throws IOException {
    try (PurgeClient client = new PurgeClient(URI.create("http://" + place), token)) {
      return Outcome.of(client.purge(parameters));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (IOException e) {
      return new Outcome.Failed("cannot be reached; is the node running?");
    }
  }
}
