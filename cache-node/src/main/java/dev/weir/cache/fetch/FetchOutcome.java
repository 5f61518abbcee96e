package dev.weir.cache.fetch;

import dev.weir.cache.download.DownloadReader;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.route.Destination;
import dev.weir.cache.store.Variant;
import dev.weir.runtime.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/// What a fetch comes to for one of the clients waiting for it.
public sealed interface FetchOutcome {

  /// A response with content that can be read along while it arrives.
  ///
  /// @param share how this client came by it
  record Arriving(Fetched fetched, DownloadReader content, Share share) implements FetchOutcome {}

  /// The stored response was found good (304) and updated.
  ///
  /// @param share how this client came by it
  record Validated(Variant variant, Answer answer, Share share) implements FetchOutcome {}

  /// The same, but it may not be kept any longer: it is for this client only.
  record ValidatedOnce(Variant variant, Answer answer) implements FetchOutcome {}

  /// What lacked of a representation held in part has come.
  ///
  /// @param share how this client came by it
  record Completed(Grown grown, Answer answer, Share share) implements FetchOutcome {}

  /// The answer may not be shared with this client, which has to fetch for itself.
  record NotShareable() implements FetchOutcome {}

  /// While the fetch this client had joined was still waiting for its answer, another one got its
  /// own; asking again brings that.
  record Overtaken() implements FetchOutcome {}

  /// There was no answer, or only errors that are not for this client to see.
  ///
  /// @param last the destination asked last, null when there was none
  record Failed(UpstreamFailure failure, @Nullable Destination last) implements FetchOutcome {}

  /// How a client came by an answer.
  enum Share {
    /// It was fetched for this client.
    OWN,
    /// It was fetched for another, and shared.
    COLLAPSED
  }
}
