package dev.weir.sample.web;

import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import dev.weir.sample.web.FormReading.Reading;
import dev.weir.sample.web.Routes.Match;
import dev.weir.sample.work.WorkerPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives each request to a worker, which holds it until the last octet of the answer is written.
///
/// Blocking writes on purpose: as in most application servers, a slow client holds a worker.
public final class PagesHandler extends Handler.Abstract.NonBlocking {

  /// Request attribute: the route that answers, for the access log.
  public static final String ROUTE = "weir.route";

  private static final Logger log = LoggerFactory.getLogger(PagesHandler.class);

  private final WorkerPool workers;
  private final Routes routes;
  private final ErrorPages errors;

  public PagesHandler(WorkerPool workers, Routes routes, ErrorPages errors) {
    this.workers = workers;
    this.routes = routes;
    this.errors = errors;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (workers.offer(() -> work(request, response, callback))) {
      case TAKEN -> {}
      case REFUSED -> {
        PageResponse refusal = errors.allBusy();
        head(refusal, response);
        response.write(true, refusal.content(), callback);
      }
    }
    return true;
  }

  private void work(Request request, Response response, Callback callback) {
    try {
      PageResponse page = answer(request);
      head(page, response);
      ByteBuffer content = page.content();
      boolean noContent = request.getMethod().equals("HEAD") || page.status() == 304;
      if (noContent) {
        content.position(content.limit());
      }
      Content.Sink.write(response, true, content);
      callback.succeeded();
    } catch (IOException e) {
      // The client has gone or the connection broke: nobody is left to be told.
      callback.failed(e);
    } catch (Throwable e) {
      log.error("{} {}", request.getMethod(), request.getHttpURI().getPath(), e);
      callback.failed(e);
    }
  }

  private PageResponse answer(Request request) throws IOException {
    String path = request.getHttpURI().getCanonicalPath();
    return switch (routes.match(request.getMethod(), path == null ? "" : path)) {
      case Match.Unknown() -> errors.notFound();
      case Match.WrongMethod wrong -> errors.wrongMethod(wrong);
      case Match.Found found -> {
        request.setAttribute(ROUTE, found.route());
        yield read(request, found);
      }
    };
  }

  private PageResponse read(Request request, Match.Found found) throws IOException {
    return switch (FormReading.read(request)) {
      case Reading.OtherType() -> errors.notAForm();
      case Reading.TooLarge() -> errors.formTooLarge();
      case Reading.Malformed() -> errors.malformedForm();
      case Reading.Form(FormData form) -> {
        FormData query = FormData.parse(request.getHttpURI().getQuery());
        yield query == null ? errors.malformedForm() : ask(request, found, query, form);
      }
    };
  }

  private PageResponse ask(Request request, Match.Found found, FormData query, FormData form) {
    try {
      return found
          .page()
          .answer(
              new PageRequest(
                  request.getMethod(),
                  found.value(),
                  query,
                  authority(request),
                  new RequestFields(request.getHeaders()),
                  form));
    } catch (SQLException e) {
      log.error("{}: the database failed", found.route(), e);
      return errors.tryLater();
    } catch (IOException | RuntimeException e) {
      log.error("{}: failed", found.route(), e);
      return errors.fault();
    }
  }

  private static String authority(Request request) {
    HttpURI uri = request.getHttpURI();
    String authority = uri.getAuthority();
    return authority == null ? "" : authority;
  }

  private static void head(PageResponse page, Response response) {
    response.setStatus(page.status());
    Fields fields = page.fields();
    for (FieldLine line : fields) {
      response.getHeaders().add(line.name(), line.value());
    }
    if (page.status() != 304) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.contentLength());
    }
  }
}
