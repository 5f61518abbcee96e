package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// One request as it goes out on one connection; no two are the same, however alike.
public final class Call {

  private final String method;
  private final String target;
  private final HttpFields fields;
  private final @Nullable Upload content;
  private final CallOwner owner;

  /// @param fields all of them, framing and connection fields included
  public Call(
      String method, String target, HttpFields fields, @Nullable Upload content, CallOwner owner) {
    this.method = method;
    this.target = target;
    this.fields = fields;
    this.content = content;
    this.owner = owner;
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  HttpFields fields() {
    return fields;
  }

  @Nullable Upload content() {
    return content;
  }

  CallOwner owner() {
    return owner;
  }

  /// RFC 9110 §10.1.1: the content waits for a 100.
  boolean expectsContinue() {
    return content != null && fields.contains(HttpHeader.EXPECT);
  }

  /// RFC 9110 §7.8
  public boolean offersUpgrade() {
    return fields.contains(HttpHeader.UPGRADE);
  }
}
