package dev.weir.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads the content of a request as a form, within limits.
final class FormReading {

  /// A comment of 1000 characters, each of four octets and each octet written as `%XX`, fits.
  static final int MAX_BYTES = 16 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";

  private FormReading() {}

  /// What the content turned out to be.
  sealed interface Reading {
    record Form(FormData data) implements Reading {}

    record Malformed() implements Reading {}

    record TooLarge() implements Reading {}

    record OtherType() implements Reading {}
  }

  /// Waits for the content of a POST; other methods have none that means anything.
  static Reading read(Request request) throws IOException {
    if (!request.getMethod().equals("POST")) {
      return new Reading.Form(FormData.EMPTY);
    }
    InputStream in = Content.Source.asInputStream(request);
    if (!isForm(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
      return in.read() < 0 ? new Reading.Form(FormData.EMPTY) : new Reading.OtherType();
    }
    if (request.getLength() > MAX_BYTES) {
      return new Reading.TooLarge();
    }
    byte[] octets = in.readNBytes(MAX_BYTES + 1);
    if (octets.length > MAX_BYTES) {
      return new Reading.TooLarge();
    }
    FormData form = FormData.parse(new String(octets, StandardCharsets.US_ASCII));
    return form == null ? new Reading.Malformed() : new Reading.Form(form);
  }

  private static boolean isForm(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
  }
}
