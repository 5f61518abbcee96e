package dev.weir.edge.refuse;

import dev.weir.http.ProxyError;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// An answer the edge gives itself instead of a resource: a status, why (RFC 9209), and fields that
/// belong to it.
///
/// @param error error type of the failed exchange behind us; null where no upstream was involved
/// @param fields further response fields such as Allow or Retry-After
/// @param connection what becomes of the client's connection afterwards
public record Refusal(
    int status, @Nullable ProxyError error, List<HttpField> fields, Connection connection) {

  /// What becomes of the client's connection after the answer.
  public enum Connection {
    KEEP,
    /// The rest of what the client sends cannot be trusted to be framed as it says, or is not
    /// wanted.
    CLOSE
  }

  public Refusal {
    fields = List.copyOf(fields);
  }

  public static Refusal of(int status) {
    return new Refusal(status, null, List.of(), Connection.KEEP);
  }

  /// For requests whose framing is in doubt.
  public static Refusal closing(int status) {
    return new Refusal(status, null, List.of(), Connection.CLOSE);
  }

  public static Refusal because(ProxyError error) {
    return new Refusal(error.status(), error, List.of(), Connection.KEEP);
  }

  public Refusal with(HttpHeader name, String value) {
    return new Refusal(status, error, List.of(new HttpField(name, value)), connection);
  }

  public Refusal withStatus(int other) {
    return new Refusal(other, error, fields, connection);
  }

  public Refusal thenClose() {
    return new Refusal(status, error, fields, Connection.CLOSE);
  }
}
