package dev.weir.cache.observe.rules;

import dev.weir.cache.exchange.ExchangeListener.Ending;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// What tells one version of a resource from another in the answers that reach clients.
public final class Versions {

  private Versions() {}

  /// A validator, or the length of content that went out whole; null where there is neither.
  public static @Nullable String of(HttpFields fields, int status, Ending ending) {
    HttpField tag = fields.getField(HttpHeader.ETAG);
    HttpField validator = tag == null ? fields.getField(HttpHeader.LAST_MODIFIED) : tag;
    if (validator != null) {
      return validator.getValue();
    }
    long length = fields.getLongField(HttpHeader.CONTENT_LENGTH);
    return status == 200 && ending == Ending.WHOLE && length >= 0 ? "length " + length : null;
  }
}
