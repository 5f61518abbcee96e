package dev.weir.cache;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.deliver.ErrorPages;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.Client;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.lookup.RequestKey;
import dev.weir.cache.secret.HopMark;
import dev.weir.http.forwarding.Via;
import dev.weir.runtime.tunnel.Upgrading;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The first step of every request: tells those the cache can answer from those it passes on, and
/// refuses the rest.
final class Reception {

  /// Purging is for operators, who use the admin listener.
  private static final Set<String> NOT_SERVED = Set.of("CONNECT", "PURGE");

  static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private final RequestKey keys;
  private final KeyRules keyRules;
  private final @Nullable String pseudonym;
  private final HopMark hopMark;
  private final Answers answers;
  private final ErrorPages errorPages;
  private final Passing passing;

  /// @param keyRules what of a query makes no difference to the key
  /// @param pseudonym what this node calls itself in Via, null when it does not show itself
  /// @param hopMark which requests of other nodes are believed
  Reception(
      RequestKey keys,
      KeyRules keyRules,
      @Nullable String pseudonym,
      HopMark hopMark,
      Answers answers,
      Passing passing) {
    this.keys = keys;
    this.keyRules = keyRules;
    this.pseudonym = pseudonym;
    this.hopMark = hopMark;
    this.answers = answers;
    this.errorPages = answers.errorPages();
    this.passing = passing;
  }

  /// What became of a request.
  sealed interface Received {}

  /// The cache is to answer it.
  record Retrieve(Ask ask) implements Received {}

  /// It is taken care of.
  record Done() implements Received {}

  private static final Received DONE = new Done();

  Received receive(ClientExchange exchange) {
    Request request = exchange.request();
    CacheKey key = keys.of(request);
    if (NOT_SERVED.contains(request.getMethod())) {
      errorPages.methodNotAllowed(exchange, METHODS);
    } else if (key == null) {
      errorPages.refused(exchange, 400);
    } else if (runsInCircle(exchange)) {
      answers.looped(exchange);
    } else {
      return admit(exchange, ask(exchange, key));
    }
    return DONE;
  }

  private Received admit(ClientExchange exchange, Ask ask) {
    exchange.asks(ask);
    Reason refusal = refusal(ask);
    if (refusal != null) {
      answers.denied(exchange, refusal);
    } else if (isRetrieval(exchange)) {
      return new Retrieve(ask);
    } else {
      passing.pass(exchange, ask);
    }
    return DONE;
  }

  /// Whoever asks as a node of the cluster must show that it is one.
  private @Nullable Reason refusal(Ask ask) {
    String mark = ask.fields().combined(HopMark.FIELD);
    return mark == null ? null : hopMark.refusal(mark, ask.method(), ask.uri());
  }

  /// RFC 9110 §13.1.1, §13.1.4: these conditions are for the origin to weigh.
  static boolean isForOrigin(Ask ask) {
    return ask.fields().contains("If-Match") || ask.fields().contains("If-Unmodified-Since");
  }

  private boolean runsInCircle(ClientExchange exchange) {
    String via = exchange.fields().combined("Via");
    return via != null && pseudonym != null && Via.parse(via).contains(pseudonym);
  }

  private static boolean isRetrieval(ClientExchange exchange) {
    String method = exchange.request().getMethod();
    return (method.equals("GET") || method.equals("HEAD"))
        && !hasContent(exchange.request())
        && !Upgrading.isAsked(exchange.request());
  }

  /// Whether content follows the head. In HTTP/2 a length need not be stated; a GET without one is
  /// taken to have none.
  static boolean hasContent(Request request) {
    if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      return true;
    }
    String length = request.getHeaders().get(HttpHeader.CONTENT_LENGTH);
    if (length != null) {
      return !length.equals("0");
    }
    boolean mayBeUnstated =
        request.getConnectionMetaData().getHttpVersion().getVersion()
            > HttpVersion.HTTP_1_1.getVersion();
    return mayBeUnstated
        && request.getLength() != 0
        && !request.getMethod().equals("GET")
        && !request.getMethod().equals("HEAD");
  }

  /// What is sent upstream stays as the client wrote it, whatever it is stored under.
  private Ask ask(ClientExchange exchange, CacheKey written) {
    CacheKey key = keyRules.normalise(written);
    Request request = exchange.request();
    String method = request.getMethod();
    return new Ask(
        key,
        method,
        target(request.getHttpURI()),
        exchange.fields(),
        RequestFacts.of(method, key, exchange.fields()),
        Client.of(request));
  }

  private static String target(HttpURI uri) {
    String target = uri.getPathQuery();
    if (target == null || target.startsWith("/") || target.equals("*")) {
      return target == null ? "/" : target;
    }
    return "/" + target;
  }
}
