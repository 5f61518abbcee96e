package dev.weir.edge.observe;

import dev.weir.http.ProxyError;
import dev.weir.runtime.tunnel.Traffic;
import dev.weir.runtime.tunnel.Tunnel;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What is known about one client request while it passes through the edge; every step adds what it
/// found out.
///
/// Steps follow one another, never two at a time, so nothing here is guarded.
public final class Exchange {

  /// Carries the request id, towards the upstream and back to the client.
  public static final String ID_FIELD = "X-Request-Id";

  private static final String ATTRIBUTE = Exchange.class.getName();

  private final String id;
  private final Client client;
  private @Nullable String route;
  private @Nullable String group;
  private @Nullable String server;
  private int attempts;
  private Duration upstreamElapsed = Duration.ZERO;
  private @Nullable Failure failure;
  private volatile @Nullable Tunnel tunnel;
  private volatile @Nullable Traffic traffic;

  /// Why an exchange failed, in the word of RFC 9209 and in ours for the operator.
  public record Failure(ProxyError error, String detail) {}

  public Exchange(String id, Client client) {
    this.id = id;
    this.client = client;
  }

  /// Ties the exchange to its request.
  public void accompany(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /// The exchange of a request that has been let in.
  public static Exchange of(Request request) {
    Exchange exchange = orNull(request);
    if (exchange == null) {
      throw new IllegalStateException("request has not arrived: " + request);
    }
    return exchange;
  }

  /// Null for a request that was refused before it reached the handlers.
  public static @Nullable Exchange orNull(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? exchange : null;
  }

  /// The request id, or empty text as in [#orNull].
  public static String idOf(Request request) {
    Exchange exchange = orNull(request);
    return exchange == null ? "" : exchange.id;
  }

  public void route(String name) {
    route = name;
  }

  /// One more attempt at that server of that group.
  public void attempted(String groupName, String serverName) {
    group = groupName;
    server = serverName;
    attempts++;
  }

  /// From sending the last attempt to the end of its answer.
  public void upstreamTook(Duration elapsed) {
    upstreamElapsed = elapsed;
  }

  public void failed(ProxyError error, String detail) {
    failure = new Failure(error, detail);
  }

  /// A later attempt made good what an earlier one failed at.
  public void recovered() {
    failure = null;
  }

  /// The client and the upstream have agreed on another protocol; the exchange is over when they
  /// have done with that.
  public void tunnelled(Tunnel opened) {
    tunnel = opened;
  }

  @Nullable Tunnel tunnel() {
    return tunnel;
  }

  void tunnelOver(Traffic passed) {
    traffic = passed;
  }

  /// What passed through its tunnel, null if it had none.
  @Nullable Traffic traffic() {
    return traffic;
  }

  public String id() {
    return id;
  }

  public Client client() {
    return client;
  }

  public @Nullable String route() {
    return route;
  }

  public @Nullable String group() {
    return group;
  }

  public @Nullable String server() {
    return server;
  }

  public int attempts() {
    return attempts;
  }

  public Duration upstreamElapsed() {
    return upstreamElapsed;
  }

  public @Nullable Failure failure() {
    return failure;
  }
}
