package dev.weir.runtime.upstream.transport;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/// A request whose method and request-target go out as they are. Jetty's own takes them through
/// [URI] and upper-cases the method.
public final class UpstreamCall extends HttpRequest {

  // A request of Jetty must begin with a URI; nothing of this one is used but its scheme.
  private static final URI NOWHERE = URI.create("http://upstream");

  private final Hop hop;
  private final String method;
  private final String path;
  private final @Nullable String query;
  private final CallOwner owner;

  public UpstreamCall(HttpClient client, Hop hop, String method, String target, CallOwner owner) {
    super(client, new HttpConversation(), NOWHERE);
    this.hop = hop;
    this.method = method;
    this.owner = owner;
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? null : target.substring(mark + 1);
    transport(hop.transport());
  }

  CallOwner owner() {
    return owner;
  }

  @Override
  public String getHost() {
    return hop.host();
  }

  @Override
  public int getPort() {
    return hop.port();
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public @Nullable String getQuery() {
    return query;
  }

  /// None: asked for only to keep cookies and credentials.
  @Override
  public @Nullable URI getURI() {
    return null;
  }
}
