package dev.weir.cache.deliver;

import dev.weir.cache.fetch.FetchTrouble;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.route.Destination;
import dev.weir.http.ProxyError;
import dev.weir.http.ProxyStatus;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a node tells of the way upstream in Proxy-Status (RFC 9209): what went wrong, at which peer
/// by its configured name, and in our own words.
public final class UpstreamReport {

  /// Details in the words of a library name its classes, or addresses behind the node.
  private static final Pattern INTERNAL =
      Pattern.compile("Exception|Error|Timeout\\b|/|\\[|\\d\\.\\d|:\\d");

  private final String name;

  /// @param name what the node is called in Proxy-Status
  public UpstreamReport(String name) {
    this.name = name;
  }

  /// Nothing was asked, for this reason.
  ProxyStatus of(ProxyError error) {
    return ProxyStatus.of(name).withError(error);
  }

  /// There was no answer.
  ///
  /// @param last the destination asked last, null when there was none
  ProxyStatus of(UpstreamFailure failure, @Nullable Destination last) {
    ProxyStatus status = at(last).withError(failure.error());
    return INTERNAL.matcher(failure.detail()).find()
        ? status
        : status.withDetails(failure.detail());
  }

  /// An answer broke off before anything of it was passed on.
  ProxyStatus of(UpstreamFailure failure, Answer answer) {
    return of(failure, answer.from()).withReceivedStatus(answer.status());
  }

  /// What is stored took the place of what came.
  public ProxyStatus of(FetchTrouble trouble) {
    return switch (trouble) {
      case FetchTrouble.ErrorAnswer(var answer) ->
          at(answer.from()).withReceivedStatus(answer.status());
      case FetchTrouble.NoAnswer(var failure, var last) -> of(failure, last);
    };
  }

  private ProxyStatus at(@Nullable Destination destination) {
    ProxyStatus status = ProxyStatus.of(name);
    return destination == null ? status : status.withNextHop(destination.peer().settings().name());
  }
}
