package dev.weir.workbench.demo;

import dev.weir.runtime.lifecycle.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;

/// The way of one page through the tiers, told by asking for it three times.
final class Journey {

  private final HttpClient client;
  private final DemoStack stack;
  private final PrintWriter out;

  Journey(HttpClient client, DemoStack stack, PrintWriter out) {
    this.client = client;
    this.stack = stack;
    this.out = out;
  }

  void tell(String path) throws IOException {
    URI uri = stack.edge().uri().resolve(path);
    out.printf("The way of GET %s, asked three times:%n%n", uri);
    for (int round = 1; round <= 3; round++) {
      step(round, Exchange.get(client, uri));
    }
  }

  private void step(int round, Exchange exchange) {
    out.printf(
        Locale.ROOT,
        "  %d. %s: %d in %s%n",
        round,
        summary(exchange),
        exchange.status(),
        exchange.milliseconds());
    line(stack.edge(), "forwarded to the next node in turn, upstream keep-alive off");
    List<String> members = exchange.cacheMembers();
    // The member of the node that the edge asked stands last (RFC 9211 §2).
    for (String member : members.reversed()) {
      String name = member.split(";", 2)[0].strip();
      line(tierNamed(name), "Cache-Status: " + member);
    }
    if (SmokeCheck.answererOf(exchange) == SmokeCheck.Answerer.APP) {
      line(stack.app(), "rendered the page");
    }
    out.println();
  }

  private static String summary(Exchange exchange) {
    return switch (SmokeCheck.answererOf(exchange)) {
      case APP -> "nobody has it, the application renders it";
      case SIBLING -> "the other node has no copy, its sibling says HIT over ICP and hands it over";
      case NODE -> "the node has a fresh copy in memory";
      case EDGE -> "the edge answers by itself";
    };
  }

  private Tier tierNamed(String name) {
    return stack.tiers().stream()
        .filter(tier -> tier.name().equals(name))
        .findFirst()
        .orElse(stack.nodeA());
  }

  private void line(Tier tier, String words) {
    out.printf("       %-10s %-22s %s%n", tier.name(), tier.uri(), words);
  }
}
