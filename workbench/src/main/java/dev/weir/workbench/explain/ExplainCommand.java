package dev.weir.workbench.explain;

import dev.weir.workbench.admin.AdminClient;
import dev.weir.workbench.admin.NodeOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `weir explain`: the decision trail of one request, told by the node that would answer it, or
/// did.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tell why a node answers a request as it does: key, rule, freshness, where it looks.",
      "URL may also be the X-Request-Id of a recent request."
    })
public final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "URL|ID", description = "What is asked for, or an id.")
  private String subject;

  @Option(
      names = "-H",
      paramLabel = "'NAME: VALUE'",
      description = "A field of the request; may be repeated.")
  private List<String> headers = List.of();

  @Mixin private NodeOption node;

  /// How far to go.
  static final class Mode {
    @Option(names = "--dry", description = "Send nothing: what would happen now. The default.")
    private boolean dry;

    @Option(names = "--live", description = "Send the request, then tell what happened to it.")
    private boolean live;
  }

  @ArgGroup private Mode mode = new Mode();

  @Option(names = "--json", description = "Print the node's answer as it is.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public ExplainCommand() {}

  @Override
  public Integer call() throws Exception {
    checkOptions();
    PrintWriter out = spec.commandLine().getOut();
    try (AdminClient admin = node.client()) {
      JsonNode explanation = admin.page("/explain", query(admin));
      out.print(json ? explanation.toPrettyString() + "\n" : new Trail(explanation).text());
    }
    out.flush();
    return 0;
  }

  /// A recent request is what it was: nothing is sent, and no field of it is ours to say.
  private void checkOptions() {
    for (String header : headers) {
      if (header.indexOf(':') < 1) {
        throw misused("'" + header + "' is no header; write Name: value");
      }
    }
    if (isId() && (mode.live || mode.dry || !headers.isEmpty())) {
      throw misused(
          "'"
              + subject
              + "' is no URL but the id of a request that was; leave out "
              + (mode.live ? "--live" : mode.dry ? "--dry" : "-H"));
    }
  }

  private boolean isId() {
    String start = subject.toLowerCase(Locale.ROOT);
    return !start.startsWith("http://") && !start.startsWith("https://");
  }

  private ParameterException misused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private Map<String, String> query(AdminClient client) throws IOException {
    if (isId()) {
      return Map.of("id", subject);
    }
    if (mode.live && !mode.dry) {
      return Map.of("id", send(client));
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("url", subject);
    query.put("headers", String.join("\n", headers));
    return query;
  }

  /// Sends the request and says under which id the node knows it.
  private String send(AdminClient client) throws IOException {
    String id = UUID.randomUUID().toString();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(subject));
    request.header("X-Request-Id", id);
    for (String header : headers) {
      int colon = header.indexOf(':');
      request.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    HttpResponse<String> answer = client.send(request.GET().build());
    // An edge in between gives requests ids of its own.
    return answer.headers().firstValue("X-Request-Id").orElse(id);
  }
}
