package dev.weir.edge.forward;

import dev.weir.edge.forward.fields.ClientResponseFields;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.AutoLock;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// Passes the content of an upstream response to the client, reading ahead of a slow client up to a
/// limit.
///
/// Two activities share one queue. The reader takes what the upstream has until the queue holds the
/// limit; the writer sends piece by piece, each when the one before has left. Either may be waiting
/// while the other works; only the queue and the flags beside it are shared, under one lock. Once
/// as much as the limit fits the whole response, the upstream is free however slow the client is.
///
/// What the upstream sends is never rounded off: if its content breaks off, the last write does not
/// happen.
final class ResponseRelay extends IteratingCallback {

  private final Response clientResponse;
  private final Content.Source upstreamContent;
  private final long readAheadLimit;
  private final Runnable received;
  private final Consumer<Outcome> then;
  private final Invocable.Task fillTask =
      Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::fill);
  private final AutoLock lock = new AutoLock();
  private final ReadAhead queue = new ReadAhead();
  private boolean readerPaused;
  private boolean headWanted;
  private boolean ended;
  private boolean over;
  private @Nullable Throwable cut;
  private @Nullable HttpFields trailers;
  // Touched by the writer only.
  private ReadAhead.@Nullable Piece writing;
  private boolean lastWritten;

  /// How the relaying ended.
  sealed interface Outcome {

    record Delivered() implements Outcome {}

    /// The upstream's content broke off.
    record Broken(Throwable cause) implements Outcome {}

    /// The client does not take any more.
    record ClientLost(Throwable cause) implements Outcome {}
  }

  /// @param clientResponse with status and fields set
  /// @param received called when the upstream has no more to send; its server is free then
  /// @param then called once, when nothing will be written any more
  ResponseRelay(
      Response clientResponse,
      Content.Source upstreamContent,
      long readAheadLimit,
      Runnable received,
      Consumer<Outcome> then) {
    this.clientResponse = clientResponse;
    this.upstreamContent = upstreamContent;
    this.readAheadLimit = readAheadLimit;
    this.received = received;
    this.then = then;
  }

  void start() {
    fill();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /// The reader. Runs once at a time: from the start, from the demand it made, or from the writer
  /// after it paused.
  private void fill() {
    while (true) {
      Content.Chunk chunk = upstreamContent.read();
      if (chunk == null) {
        try (AutoLock _ = lock.lock()) {
          headWanted = true;
        }
        iterate();
        upstreamContent.demand(fillTask);
        return;
      }
      switch (take(chunk)) {
        case READ_ON -> {}
        case PAUSE -> {
          iterate();
          return;
        }
        case END -> {
          received.run();
          iterate();
          return;
        }
      }
    }
  }

  /// What the reader does after a chunk.
  private enum Reader {
    READ_ON,
    /// The queue is full; the writer wakes it.
    PAUSE,
    /// Nothing more will come.
    END
  }

  private Reader take(Content.Chunk chunk) {
    try (AutoLock _ = lock.lock()) {
      if (Content.Chunk.isFailure(chunk)) {
        cut = chunk.getFailure();
        return Reader.END;
      }
      if (over) {
        chunk.release();
        return Reader.PAUSE;
      }
      if (chunk instanceof Trailers behind) {
        trailers = ClientResponseFields.trailers(behind.getTrailers());
      }
      ended = chunk.isLast();
      queue.add(chunk);
      readerPaused = !ended && queue.octets() >= readAheadLimit;
      return ended ? Reader.END : readerPaused ? Reader.PAUSE : Reader.READ_ON;
    }
  }

  /// The writer.
  @Override
  protected Action process() {
    boolean last;
    try (AutoLock _ = lock.lock()) {
      if (cut != null && (queue.isEmpty() || !clientResponse.isCommitted())) {
        return Action.SUCCEEDED;
      }
      writing = queue.poll();
      last = ended && queue.isEmpty();
      if (writing == null && !last && (!headWanted || clientResponse.isCommitted())) {
        return Action.IDLE;
      }
      if (lastWritten) {
        return Action.SUCCEEDED;
      }
    }
    write(last);
    return Action.SCHEDULED;
  }

  private void write(boolean last) {
    ByteBuffer content = writing == null ? BufferUtil.EMPTY_BUFFER : writing.content();
    boolean complete = last;
    if (!clientResponse.isCommitted()) {
      // Jetty would state the length of what it sends, 0, where the length of a GET's content was
      // left unsaid.
      complete = last && !(isHeadOnly() && lengthUnknown());
      offerTrailers(complete);
    }
    lastWritten = complete;
    clientResponse.write(complete, content, this);
  }

  /// With a supplier Jetty sends chunks, even where it would otherwise end the content by closing,
  /// which a cut looks like.
  private void offerTrailers(boolean whole) {
    boolean known = trailersKnown();
    boolean old =
        clientResponse.getRequest().getConnectionMetaData().getHttpVersion()
            == HttpVersion.HTTP_1_0;
    if (lengthUnknown() && !old && (!whole || known)) {
      clientResponse.setTrailersSupplier(this::trailers);
    }
  }

  private boolean trailersKnown() {
    try (AutoLock _ = lock.lock()) {
      return trailers != null && trailers.size() > 0;
    }
  }

  // Null is what Jetty takes for none.
  private @Nullable HttpFields trailers() {
    try (AutoLock _ = lock.lock()) {
      return trailers;
    }
  }

  private boolean lengthUnknown() {
    return !clientResponse.getHeaders().contains(HttpHeader.CONTENT_LENGTH);
  }

  private boolean isHeadOnly() {
    return clientResponse.getRequest().getMethod().equals("HEAD")
        || clientResponse.getStatus() == HttpStatus.NOT_MODIFIED_304;
  }

  @Override
  protected void onSuccess() {
    boolean resume;
    try (AutoLock _ = lock.lock()) {
      releaseWritten();
      resume = readerPaused && queue.octets() < readAheadLimit;
      if (resume) {
        readerPaused = false;
      }
    }
    if (resume) {
      fill();
    }
  }

  private void releaseWritten() {
    if (writing != null) {
      writing.release();
      writing = null;
    }
  }

  @Override
  protected void onCompleteSuccess() {
    Throwable cause;
    try (AutoLock _ = lock.lock()) {
      cause = cut;
      finish();
    }
    if (cause == null) {
      then.accept(new Outcome.Delivered());
    } else {
      upstreamContent.fail(cause);
      then.accept(new Outcome.Broken(cause));
    }
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    try (AutoLock _ = lock.lock()) {
      finish();
    }
    upstreamContent.fail(cause);
    then.accept(new Outcome.ClientLost(cause));
  }

  private void finish() {
    over = true;
    releaseWritten();
    queue.clear();
  }
}
