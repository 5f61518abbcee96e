package dev.weir.runtime.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the page or action of a request, guards actions by the token, and answers.
final class AdminHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);
  private static final int CONTENT_LIMIT = 1 << 20;
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
  private static final HttpField NO_SNIFF =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

  private final Map<String, AdminPage> pages;
  private final Map<String, AdminAction> actions;
  private final AdminToken token;

  AdminHandler(Map<String, AdminPage> pages, Map<String, AdminAction> actions, AdminToken token) {
    this.pages = pages;
    this.actions = actions;
    this.token = token;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    AdminPage.Answer answer = answer(request, response);
    response.setStatus(answer.status());
    response.getHeaders().put(NO_STORE);
    response.getHeaders().put(NO_SNIFF);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.content().length);
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? null : ByteBuffer.wrap(answer.content()), callback);
    return true;
  }

  private AdminPage.Answer answer(Request request, Response response) throws Exception {
    String path = Request.getPathInContext(request);
    @Nullable AdminPage page = pages.get(path);
    @Nullable AdminAction action = actions.get(path);
    String method = request.getMethod();
    if (page != null && (method.equals("GET") || method.equals("HEAD"))) {
      return read(path, page);
    }
    if (action != null && method.equals("POST")) {
      return act(request, response, path, action);
    }
    return elsewhere(response, page, action);
  }

  private static AdminPage.Answer elsewhere(
      Response response, @Nullable AdminPage page, @Nullable AdminAction action) {
    if (page == null && action == null) {
      return error(404, "no such page; see /");
    }
    String allowed = page == null ? "POST" : action == null ? "GET, HEAD" : "GET, HEAD, POST";
    response.getHeaders().put(HttpHeader.ALLOW, allowed);
    return error(405, "use " + allowed);
  }

  private static AdminPage.Answer read(String path, AdminPage page) {
    try {
      return page.answer();
    } catch (RuntimeException e) {
      LOG.warn("the admin page {} failed", path, e);
      return error(500, "the page failed; see the log");
    }
  }

  private AdminPage.Answer act(Request request, Response response, String path, AdminAction action)
      throws Exception {
    return switch (token.judge(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
      case ALLOWED -> run(request, path, action);
      case WRONG -> {
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        yield error(401, "send the admin token: Authorization: Bearer …");
      }
      case NOT_CONFIGURED -> error(403, "actions need an admin token; configure one");
    };
  }

  private static AdminPage.Answer run(Request request, String path, AdminAction action)
      throws Exception {
    AdminAction.Call call;
    try {
      call = call(request);
    } catch (IOException | IllegalArgumentException _) {
      return error(400, "the content is too long or incomplete");
    }
    try {
      return AdminPage.json(action.run(call));
    } catch (IllegalArgumentException e) {
      return error(400, Objects.toString(e.getMessage(), "not acceptable"));
    } catch (Exception e) {
      LOG.warn("the admin action {} failed", path, e);
      return error(500, "the action failed; see the log");
    }
  }

  private static AdminAction.Call call(Request request) throws Exception {
    Map<String, String> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValues().getLast());
    }
    byte[] content = Content.Source.asInputStream(request).readNBytes(CONTENT_LIMIT + 1);
    if (content.length > CONTENT_LIMIT) {
      throw new IOException("more than " + CONTENT_LIMIT + " octets");
    }
    return new AdminAction.Call(query, new String(content, StandardCharsets.UTF_8));
  }

  private static AdminPage.Answer error(int status, String what) {
    return AdminPage.json(status, Map.of("error", what));
  }
}
