package dev.weir.edge.files;

import dev.weir.edge.files.tree.FileCache;
import dev.weir.edge.files.tree.FileTree;
import dev.weir.edge.files.tree.FileVariant;
import dev.weir.edge.files.tree.FoundFile;
import dev.weir.edge.files.tree.Lookup;
import dev.weir.edge.files.tree.RequestedPath;
import dev.weir.edge.files.tree.VariantReader;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the files of one folder under a path prefix.
///
/// What is remembered is answered on the selector thread, without waiting and without copying;
/// whatever needs the disk happens on a virtual thread.
public final class StaticFiles extends Handler.Abstract.NonBlocking {

  private static final Logger LOG = LoggerFactory.getLogger(StaticFiles.class);
  private static final HttpField ALLOW =
      new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD, OPTIONS");
  private static final Executor ON_VIRTUAL_THREAD =
      task -> Thread.ofVirtual().name("files").start(task);

  private final String prefix;
  private final FileCache cache;
  private final FileSending sending;
  private final FileRefusal refusal;
  private final InstantSource clock;

  /// Throws IllegalArgumentException if the root is no folder.
  ///
  /// @param prefix path under which the root appears, `/` or `/static/`
  public StaticFiles(
      FileSettings settings, String prefix, FileRefusal refusal, InstantSource clock) {
    long contentBytes = settings.cacheSize().bytes();
    long readLimitBytes = Math.min(settings.cacheFileLimit().bytes(), contentBytes);
    VariantReader reader = new VariantReader(settings.cacheControl(), readLimitBytes, clock);
    this.prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    this.cache =
        new FileCache(
            new FileTree(settings.root(), settings.index(), reader),
            new FileCache.Limits(settings.cacheFiles(), contentBytes),
            ON_VIRTUAL_THREAD,
            clock);
    this.sending = new FileSending(new FileStreaming(ON_VIRTUAL_THREAD, refusal), refusal);
    this.refusal = refusal;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    if (request.getMethod().equals("OPTIONS")) {
      sayWhatIsAllowed(exchange);
      return true;
    }
    if (!request.getMethod().equals("GET") && !exchange.isHead()) {
      refuse(405, HttpFields.from(ALLOW), exchange);
      return true;
    }
    String rawPath = request.getHttpURI().getPath();
    RequestedPath path = rawPath == null ? null : RequestedPath.parse(rawPath, prefix);
    if (path == null) {
      refuse(404, HttpFields.EMPTY, exchange);
      return true;
    }
    Lookup lookup = cache.remembered(path);
    if (lookup == null) {
      cache.ask(path, found -> answerOrFail(found, path, exchange, Attempt.FIRST));
    } else {
      answer(lookup, path, exchange, Attempt.FIRST);
    }
    return true;
  }

  /// RFC 9110 §9.3.7: the same for every path below the prefix, so no file is looked for.
  private static void sayWhatIsAllowed(Exchange exchange) {
    exchange.response().setStatus(204);
    exchange.response().getHeaders().put(ALLOW);
    exchange.callback().succeeded();
  }

  /// A file may change between being decided on and being opened, and is then looked up once more.
  private enum Attempt {
    FIRST,
    LAST
  }

  private void answerOrFail(Lookup lookup, RequestedPath path, Exchange exchange, Attempt attempt) {
    try {
      answer(lookup, path, exchange, attempt);
    } catch (RuntimeException | Error e) {
      exchange.callback().failed(e);
    }
  }

  private void answer(Lookup lookup, RequestedPath path, Exchange exchange, Attempt attempt) {
    switch (lookup) {
      case Lookup.Served(FoundFile file) ->
          sending.send(decide(file, exchange), exchange, onChange(path, exchange, attempt));
      case Lookup.Folder() -> redirect(path, exchange);
      case Lookup.Nothing() -> refuse(404, HttpFields.EMPTY, exchange);
      case Lookup.Forbidden() -> refuse(403, HttpFields.EMPTY, exchange);
      case Lookup.Failed(String cause) -> {
        LOG.warn("cannot read {} below {}: {}", path.relative(), prefix + '/', cause);
        refuse(500, HttpFields.EMPTY, exchange);
      }
    }
  }

  private FileAnswer decide(FoundFile file, Exchange exchange) {
    RequestFields fields = new RequestFields(exchange.request().getHeaders());
    FileVariant variant =
        file.variantFor(file.varies() ? fields.combined("Accept-Encoding") : null);
    return fields.areConditional()
        ? FileAnswer.decide(exchange.request().getMethod(), fields, variant, clock.instant())
        : new FileAnswer.Whole(variant);
  }

  private @Nullable Runnable onChange(RequestedPath path, Exchange exchange, Attempt attempt) {
    return switch (attempt) {
      case FIRST ->
          () -> {
            cache.forget(path);
            cache.ask(path, found -> answerOrFail(found, path, exchange, Attempt.LAST));
          };
      case LAST -> null;
    };
  }

  /// To the same path with a slash, without a host, so that no proxy in front can be missed.
  private void redirect(RequestedPath path, Exchange exchange) {
    String folder = path.relative().isEmpty() ? prefix : prefix + '/' + path.relative();
    String query = exchange.request().getHttpURI().getQuery();
    String location = URIUtil.encodePath(folder) + '/' + (query == null ? "" : '?' + query);
    exchange.response().setStatus(301);
    exchange.response().getHeaders().put(HttpHeader.LOCATION, location);
    exchange.response().write(true, null, exchange.callback());
  }

  private void refuse(int status, HttpFields fields, Exchange exchange) {
    refusal.refuse(status, fields, exchange.request(), exchange.response(), exchange.callback());
  }
}
