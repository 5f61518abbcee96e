package dev.weir.cache.deliver;

import dev.weir.cache.entry.StoredResponse;
import dev.weir.http.FieldLine;
import dev.weir.http.representation.Validators;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// The head of a stored response made ready once: its fields encoded for the wire, apart from those
/// that change with each use.
final class ReadyHead {

  private final HttpField[] whole;
  private final HttpField[] notModified;
  private final HttpField length;
  private final Validators validators;
  private final Validators conditions;
  private final Instant date;

  private ReadyHead(StoredResponse stored) {
    List<HttpField> all = new ArrayList<>();
    List<HttpField> metadata = new ArrayList<>();
    for (FieldLine line : stored.fields()) {
      HttpField field = encoded(line);
      all.add(field);
      if (!describesContent(field)) {
        metadata.add(field);
      }
    }
    this.whole = all.toArray(HttpField[]::new);
    this.notModified = metadata.toArray(HttpField[]::new);
    this.length =
        new PreEncodedHttpField(
            HttpHeader.CONTENT_LENGTH, Long.toString(stored.content().length()));
    this.validators = Validators.of(stored.fields());
    Instant dated = stored.facts().date();
    this.date = dated == null ? stored.facts().responseTime() : dated;
    this.conditions =
        validators.lastModified() == null ? new Validators(validators.etag(), date) : validators;
  }

  static ReadyHead of(StoredResponse stored) {
    return new ReadyHead(stored);
  }

  private static HttpField encoded(FieldLine line) {
    HttpHeader header = HttpHeader.CACHE.get(line.name());
    if (header == HttpHeader.DATE) {
      // What takes the place of Jetty's own Date is encoded anew each time if it is encoded at all,
      // for HTTP/2 too.
      return new HttpField(header, line.name(), line.value());
    }
    return header == null
        ? new PreEncodedHttpField(line.name(), line.value())
        : new PreEncodedHttpField(header, line.name(), line.value());
  }

  /// RFC 9110 §15.4.5: a 304 does not repeat what describes the content, except what guides cache
  /// updates.
  private static boolean describesContent(HttpField field) {
    String name = field.getLowerCaseName();
    return switch (name) {
      case "content-type",
          "content-encoding",
          "content-language",
          "content-range",
          "content-length",
          "content-md5",
          "accept-ranges" ->
          true;
      default -> false;
    };
  }

  /// Takes out what a 304 does not repeat.
  static void dropContentFields(HttpFields.Mutable fields) {
    for (ListIterator<HttpField> each = fields.listIterator(); each.hasNext(); ) {
      if (describesContent(each.next())) {
        each.remove();
      }
    }
  }

  /// The fields of the whole response, without its length.
  void addTo(HttpFields.Mutable fields) {
    add(fields, whole);
  }

  /// Its Content-Length.
  HttpField length() {
    return length;
  }

  /// The fields a 304 repeats.
  void addNotModifiedTo(HttpFields.Mutable fields) {
    add(fields, notModified);
  }

  /// Date is put, not added: the server has written the time of the answer there.
  private static void add(HttpFields.Mutable fields, HttpField[] ready) {
    for (HttpField field : ready) {
      if (field.getHeader() == HttpHeader.DATE) {
        fields.put(field);
      } else {
        fields.add(field);
      }
    }
  }

  /// What conditions of clients are weighed against: for want of Last-Modified the response was
  /// last modified when it was made (RFC 9111 §4.3.2).
  Validators conditions() {
    return conditions;
  }

  /// What the origin stated itself, as ranges demand.
  Validators validators() {
    return validators;
  }

  /// When the origin made the response.
  Instant date() {
    return date;
  }
}
