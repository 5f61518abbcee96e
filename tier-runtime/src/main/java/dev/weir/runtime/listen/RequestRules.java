package dev.weir.runtime.listen;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;

/// What a request head must keep to beyond what Jetty's strictest mode asks for.
///
/// @param maxFields field lines of a head, and of a trailer section
/// @param targetLimit octets of a request target
record RequestRules(int maxFields, int targetLimit) {

  void checkTarget(String target) {
    if (target.length() > targetLimit) {
      throw new HttpException.RuntimeException(HttpStatus.URI_TOO_LONG_414);
    }
  }

  void checkCount(int fields) {
    if (fields > maxFields) {
      throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
    }
  }

  void checkField(HttpField field, HttpVersion version) {
    if (field.getHeader() == HttpHeader.TRANSFER_ENCODING) {
      checkTransferCoding(field.getValue(), version);
    }
  }

  /// RFC 9112 §6.1: a transfer coding on HTTP/1.0 is faulty framing, an unknown one is 501. Jetty
  /// would take `gzip, chunked` and hand on the gzipped octets as if they were the content.
  private static void checkTransferCoding(String coding, HttpVersion version) {
    if (version != HttpVersion.HTTP_1_1) {
      throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
    }
    if (!coding.equalsIgnoreCase("chunked")) {
      throw new HttpException.RuntimeException(HttpStatus.NOT_IMPLEMENTED_501);
    }
  }

  /// The same limits for a head that arrived as HTTP/2 frames.
  void check(HttpFields fields, String target) {
    checkCount(fields.size());
    checkTarget(target);
  }
}
