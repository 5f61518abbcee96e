package dev.weir.workbench.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The requests that show whether every tier does its part; one line each, with the tier that
/// answered.
final class SmokeCheck {

  /// What answered a request, read from what the answer says of its way.
  enum Answerer {
    EDGE,
    NODE,
    SIBLING,
    APP
  }

  private static final int NODES = 2;

  /// Of the pictures the application has from the beginning.
  private static final int LAST_PICTURE = 20;

  /// Twice at each node: the second time it is the copy of the first.
  private static final int ROUNDS = 2 * NODES;

  private final HttpClient client;
  private final URI edge;
  private final PrintWriter out;
  private int failures;

  SmokeCheck(HttpClient client, URI edge, PrintWriter out) {
    this.client = client;
    this.edge = edge;
    this.out = out;
  }

  /// How many of the checks were not as they should be.
  int run() throws IOException {
    failures = 0;
    expect("static file", get("/static/css/gallery.css"), 200, Answerer.EDGE);
    pageOfTheNodes();
    personalPage();
    comment();
    expect("missing page", get("/albums/none-such"), 404, Answerer.APP);
    return failures;
  }

  /// The edge takes the nodes in turn: miss at the first, sibling hit at the second, hit at the
  /// first. On a busy machine a sibling may answer later than it is waited for: then another page
  /// is asked for, which nobody has yet.
  private void pageOfTheNodes() throws IOException {
    List<Exchange> three = threeTimes("/albums/1");
    for (int picture = 2; siblingCameTooLate(three) && picture <= LAST_PICTURE; picture++) {
      three = threeTimes("/pictures/" + picture);
    }
    expect("dynamic miss", three.get(0), 200, Answerer.APP);
    expect("sibling hit", three.get(1), 200, Answerer.SIBLING);
    expect("dynamic hit", three.get(2), 200, Answerer.NODE);
  }

  private List<Exchange> threeTimes(String path) throws IOException {
    return List.of(get(path), get(path), get(path));
  }

  /// All is well, but the second node went to the application as well.
  private static boolean siblingCameTooLate(List<Exchange> three) {
    return three.stream().allMatch(exchange -> exchange.status() == 200)
        && three.stream()
            .map(SmokeCheck::answererOf)
            .toList()
            .equals(List.of(Answerer.APP, Answerer.APP, Answerer.NODE));
  }

  private void personalPage() throws IOException {
    Exchange login =
        Exchange.postForm(client, edge.resolve("/login"), "name=Ada", "Origin", origin());
    expect("login", login, 303, Answerer.APP);
    URI me = edge.resolve("/me");
    Exchange first = Exchange.get(client, me, "Cookie", login.cookie());
    Exchange second = Exchange.get(client, me, "Cookie", login.cookie());
    expect("personal page", second, 200, Answerer.APP, page -> page.body().contains("Ada"));
    if (first.cacheStatus().contains("stored")) {
      fail("personal page", "was stored: " + first.cacheStatus());
    }
  }

  private void comment() throws IOException {
    String words = "seen from the smoke check " + System.nanoTime();
    get("/pictures/1");
    get("/pictures/1");
    Exchange post =
        Exchange.postForm(
            client,
            edge.resolve("/pictures/1/comments"),
            "author=Ada&text=" + words.replace(' ', '+'),
            "Origin",
            origin());
    expect("POST", post, 303, Answerer.APP);
    seenAtEveryNode(words);
  }

  /// The edge takes the nodes in turn: neither may go on showing the page without the comment, nor
  /// get it back from the other.
  private void seenAtEveryNode(String words) throws IOException {
    int failedBefore = failures;
    Set<String> nodes = new TreeSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Exchange page = get("/pictures/1");
      String node = page.nearestCache();
      nodes.add(node);
      if (page.status() != 200 || !page.body().contains(words)) {
        fail("comment", "is missing from the page of " + node + ": " + page.cacheStatus());
      }
    }
    if (nodes.size() < NODES) {
      fail("comment", "was looked for at " + nodes + " only");
    }
    if (failures == failedBefore) {
      out.printf("%-4s %-14s seen in %d answers by %s%n", "ok", "comment", ROUNDS, nodes);
    }
  }

  private Exchange get(String path) throws IOException {
    return Exchange.get(client, edge.resolve(path));
  }

  private String origin() {
    return "http://" + edge.getAuthority();
  }

  private void expect(String what, Exchange exchange, int status, Answerer answerer) {
    expect(what, exchange, status, answerer, _ -> true);
  }

  private void expect(
      String what, Exchange exchange, int status, Answerer answerer, Predicate<Exchange> also) {
    Answerer actual = answererOf(exchange);
    boolean good = exchange.status() == status && actual == answerer && also.test(exchange);
    if (!good) {
      failures++;
    }
    out.printf(
        Locale.ROOT,
        "%-4s %-14s %-5s %-22s %d  by %-8s %9s  %s%n",
        good ? "ok" : "FAIL",
        what,
        exchange.method(),
        exchange.uri().getRawPath(),
        exchange.status(),
        actual.name().toLowerCase(Locale.ROOT),
        exchange.milliseconds(),
        exchange.cacheStatus());
    if (!good) {
      out.printf("     expected %d by %s%n", status, answerer.name().toLowerCase(Locale.ROOT));
    }
  }

  private void fail(String what, String why) {
    failures++;
    out.printf("FAIL %-14s %s%n", what, why);
  }

  /// The tier whose words the answer carries: the member of `Cache-Status` that says `hit` and how
  /// far from the edge it stands.
  static Answerer answererOf(Exchange exchange) {
    List<String> members = exchange.cacheMembers();
    if (members.isEmpty()) {
      return exchange.field("Via").contains("node") ? Answerer.APP : Answerer.EDGE;
    }
    boolean nearest = isHit(members.getLast());
    boolean behind = members.size() > 1 && isHit(members.getFirst());
    if (nearest) {
      return Answerer.NODE;
    }
    return behind ? Answerer.SIBLING : Answerer.APP;
  }

  private static boolean isHit(String member) {
    return List.of(member.split(";")).stream().map(String::strip).anyMatch("hit"::equals);
  }
}
