package dev.weir.edge.forward;

import dev.weir.edge.balance.choose.Choice.WhyNot;
import dev.weir.edge.refuse.Refusal;
import dev.weir.http.ProxyError;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;

/// The one place where the cause of a failed exchange becomes the answer the client gets.
public final class Blame {

  private static final String SOON = "1";
  private static final String LATER = "5";

  private Blame() {}

  /// The client's own content was at fault.
  static Refusal client(Throwable fault) {
    int status =
        switch (fault) {
          case TimeoutException _ -> 408;
          case HttpException http when http.getCode() >= 400 && http.getCode() < 500 ->
              http.getCode();
          default -> 400;
        };
    return Refusal.because(ProxyError.HTTP_REQUEST_ERROR).withStatus(status).thenClose();
  }

  /// The exchange with the upstream failed.
  static Refusal upstream(ProxyError error) {
    Refusal refusal = Refusal.because(error);
    return refusal.status() == 503 ? refusal.with(HttpHeader.RETRY_AFTER, SOON) : refusal;
  }

  /// There was no server to ask.
  public static Refusal nobody(WhyNot why) {
    return switch (why) {
      case ALL_FULL ->
          Refusal.because(ProxyError.CONNECTION_LIMIT_REACHED).with(HttpHeader.RETRY_AFTER, SOON);
      case NO_ADDRESS ->
          Refusal.because(ProxyError.DNS_ERROR).withStatus(503).with(HttpHeader.RETRY_AFTER, LATER);
      case ALL_TRIED ->
          Refusal.because(ProxyError.DESTINATION_UNAVAILABLE).with(HttpHeader.RETRY_AFTER, LATER);
    };
  }
}
