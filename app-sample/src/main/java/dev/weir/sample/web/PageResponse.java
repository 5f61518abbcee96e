package dev.weir.sample.web;

import dev.weir.http.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a page answers.
public final class PageResponse {

  private static final String HTML = "text/html; charset=utf-8";

  /// Nothing but our own style sheets and images, no scripts, no frames around us.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final byte[] NO_CONTENT = {};

  private final int status;
  private final Fields fields;
  private final byte[] content;

  private PageResponse(int status, Fields fields, byte[] content) {
    this.status = status;
    this.fields = fields;
    this.content = content;
  }

  /// HTML octets, which are not changed any more.
  public static PageResponse html(int status, byte[] markup) {
    return of(status, HTML, markup).with("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  public static PageResponse html(int status, Html page) {
    return html(status, page.octets());
  }

  public static PageResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static PageResponse of(int status, String contentType, byte[] content) {
    Fields fields =
        Fields.builder()
            .add("Content-Type", contentType)
            .add("X-Content-Type-Options", "nosniff")
            .build();
    return new PageResponse(status, fields, content);
  }

  /// See other (303): the client asks for `location` with GET.
  public static PageResponse seeOther(String location) {
    return new PageResponse(303, Fields.of("Location", location), NO_CONTENT);
  }

  public static PageResponse notModified() {
    return new PageResponse(304, Fields.EMPTY, NO_CONTENT);
  }

  public PageResponse with(String name, String value) {
    return new PageResponse(status, fields.with(name, value), content);
  }

  public PageResponse withAll(Fields more) {
    Fields all = Fields.builder().addAll(fields).addAll(more).build();
    return new PageResponse(status, all, content);
  }

  public int status() {
    return status;
  }

  public Fields fields() {
    return fields;
  }

  public int contentLength() {
    return content.length;
  }

  public ByteBuffer content() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }
}
