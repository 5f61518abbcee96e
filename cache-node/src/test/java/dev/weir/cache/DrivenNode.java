package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.model.Contract;
import dev.weir.cache.model.Headers;
import dev.weir.cache.model.ReferenceDates;
import dev.weir.cache.model.Step;
import dev.weir.cache.model.Step.Conduct;
import dev.weir.cache.model.Step.Kind;
import dev.weir.cache.model.Step.Mood;
import dev.weir.cache.purge.PurgeClient;
import dev.weir.http.CacheStatus;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A whole node, its origin and its client, through which the steps of a random sequence are taken
/// one by one; what is seen on both sides is told as the model tells what it does.
final class DrivenNode implements AutoCloseable {

  /// What a node adds to a stored response when it sends it.
  private static final Set<String> NOT_OF_THE_RESPONSE =
      Set.of(
          "age",
          "via",
          "x-cache",
          "cache-status",
          "proxy-status",
          "connection",
          "content-length",
          "transfer-encoding");

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int NO_CAP = 1000;

  private final NodeFixture fixture;
  private final PurgeClient purging;
  private volatile @Nullable Turn turn;

  /// A step while it is taken.
  ///
  /// @param ought what the model did about it: which questions of the node's are conditions to be
  ///   confirmed, and which only offer what it has
  /// @param answered when the client has its answer
  private record Turn(
      Step step, Conduct ought, List<ReceivedRequest> asked, CountDownLatch answered) {
    static Turn of(Step step, Conduct ought) {
      return new Turn(step, ought, new CopyOnWriteArrayList<>(), new CountDownLatch(1));
    }

    boolean isConditional(int question) {
      return question < ought.asked().size() && ought.asked().get(question).startsWith("if ");
    }
  }

  DrivenNode(Contract contract, Path folder, Instant start) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "sesame");
    var admin = new NodeConfig.Admin("127.0.0.1", TwoNodes.freePort("127.0.0.1"), token);
    var storage = new NodeConfig.Storage(64 << 20, 4 << 20, 512 << 10, 0, NO_CAP, List.of());
    this.fixture =
        new NodeFixture(
            new ManualClock(start),
            config ->
                NodeFixture.withAdmin(
                    NodeFixture.withStorage(
                        NodeFixture.withPolicy(config, contract.policy()), storage),
                    admin));
    fixture.origin.on("/", this::answer);
    this.purging =
        new PurgeClient(URI.create("http://127.0.0.1:" + fixture.node.adminPort()), "sesame");
  }

  /// Takes the step, and waits until nothing is left to be done about it.
  Conduct handle(Step step, Conduct ought) throws IOException {
    fixture.clock.set(Instant.ofEpochMilli(step.atMillis()));
    Turn taken = Turn.of(step, ought);
    turn = taken;
    if (ought.kind() != Kind.STALE_WHILE_REVALIDATE) {
      taken.answered().countDown();
    }
    RawResponse response;
    try (RawHttpClient client = fixture.client()) {
      response = client.exchange(request(step.ask()));
    } finally {
      taken.answered().countDown();
    }
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> fixture.node.figures().fetches() == 0);
    return conduct(response, taken);
  }

  void purge(String uri) throws IOException, InterruptedException {
    assertThat(purging.purge(Map.of("url", uri)).status()).isEqualTo(200);
  }

  private static String request(Step.Ask ask) {
    URI uri = URI.create(ask.uri());
    String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    StringBuilder text = new StringBuilder();
    text.append(ask.method()).append(' ').append(target).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(uri.getRawAuthority()).append("\r\n");
    for (Headers.Line line : ask.headers().lines()) {
      text.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  /// On a thread of the origin's.
  private Script answer(ReceivedRequest request) {
    Turn now = Objects.requireNonNull(turn, "asked before anything was");
    try {
      // The client of a stale response gets it before time goes on.
      assertThat(now.answered().await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    int question = now.asked().size();
    now.asked().add(request);
    Step.Plan plan = now.step().plan();
    fixture.clock.advance(Duration.ofMillis(plan.delayMillis()));
    if (plan.mood() == Mood.BREAKS) {
      return Script.raw("").closeAfter();
    }
    if (plan.mood() == Mood.CONFIRMS && now.isConditional(question)) {
      return with(Script.of(304), plan.notModified());
    }
    return with(
        Script.ok("version " + plan.full().serial()).status(plan.full().status()),
        plan.full().headers());
  }

  private static Script with(Script script, Headers headers) {
    Script all = script.noDate();
    for (Headers.Line line : headers.lines()) {
      all = all.header(line.name(), line.value());
    }
    return all;
  }

  private static Conduct conduct(RawResponse response, Turn turn) {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < turn.asked().size(); i++) {
      asked.add(question(turn.asked().get(i), turn.isConditional(i)));
    }
    Kind kind = kind(response);
    boolean isStored =
        switch (kind) {
          case HIT, STALE_WHILE_REVALIDATE, VALIDATED, STALE_ON_ERROR -> true;
          case PASSED_ON, GATEWAY_TIMEOUT, FAILED -> false;
        };
    String serial = response.fields().first("X-Serial");
    if (response.body().length > 0 && serial != null) {
      assertThat(response.text()).isEqualTo("version " + serial);
    }
    String age = response.fields().first("Age");
    return new Conduct(
        kind,
        serial == null ? 0 : Integer.parseInt(serial),
        isStored ? Long.parseLong(String.valueOf(age)) * 1000 : -1,
        asked,
        isStored ? own(response.fields()) : List.of());
  }

  private static Kind kind(RawResponse response) {
    if (response.fields().contains("X-Squid-Error")) {
      return Kind.GATEWAY_TIMEOUT;
    }
    CacheStatus status = Objects.requireNonNull(NodeFixture.status(response));
    String detail = String.valueOf(status.detail());
    if (status.isHit()) {
      return detail.equals("stale-while-revalidate") ? Kind.STALE_WHILE_REVALIDATE : Kind.HIT;
    }
    if (detail.equals("stale-on-error")) {
      return Kind.STALE_ON_ERROR;
    }
    Integer forwarded = status.fwdStatus();
    if (forwarded != null && forwarded == 304) {
      return Kind.VALIDATED;
    }
    return response.fields().contains("X-Serial") ? Kind.PASSED_ON : Kind.FAILED;
  }

  private static String question(ReceivedRequest request, boolean conditional) {
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      return request.method();
    }
    String tag = request.fields().first("If-None-Match");
    Long since = ReferenceDates.millis(request.fields().first("If-Modified-Since"));
    // What is asked for as a whole may say what there is (RFC 9111 §4.1), but not since when.
    return conditional || since != null
        ? "if " + tag + " " + (since == null ? null : since / 1000)
        : "whole";
  }

  private static List<String> own(Fields fields) {
    List<Headers.Line> lines = new ArrayList<>();
    for (FieldLine line : fields) {
      if (!NOT_OF_THE_RESPONSE.contains(line.name().toLowerCase(Locale.ROOT))) {
        lines.add(new Headers.Line(line.name(), line.value()));
      }
    }
    return new Headers(lines).sorted();
  }

  @Override
  public void close() throws IOException {
    purging.close();
    fixture.close();
  }
}
