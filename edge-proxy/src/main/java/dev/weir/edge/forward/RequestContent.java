package dev.weir.edge.forward;

import dev.weir.edge.forward.fields.ClientResponseFields;
import dev.weir.edge.refuse.Leftover;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.AutoLock;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The content of one client request, offered to one attempt after another.
///
/// An upstream client that gives up on an attempt fails the content it was given; the client
/// request itself must survive that, or nothing could be tried again. So each attempt reads through
/// a view of its own, and the first octets are kept for the next one. What the client does wrong (a
/// malformed chunk, an early end, silence) ends every view and is remembered.
final class RequestContent {

  /// Octets kept for a further attempt; longer content can be sent only once.
  private static final int KEPT_LIMIT = 64 * 1024;

  private final Request clientRequest;
  private final AutoLock lock = new AutoLock();
  private final Leftover leftover = new Leftover();
  private final List<Content.Chunk> kept = new ArrayList<>();
  private int keptOctets;
  private boolean gone;
  private boolean demanded;
  private boolean begun;
  private @Nullable View current;
  private @Nullable Runnable whenAvailable;
  private @Nullable Throwable fault;

  RequestContent(Request clientRequest) {
    this.clientRequest = clientRequest;
  }

  /// Looks for content where the head does not say whether there is any: HTTP/2 without
  /// Content-Length.
  ///
  /// @return false if the request is known to have none
  boolean mayHaveContent() {
    Content.Chunk first = receive();
    if (first == null || Content.Chunk.isFailure(first)) {
      return true;
    }
    boolean empty = first.isLast() && !first.hasRemaining();
    // It has been kept for the first attempt.
    first.release();
    return !empty;
  }

  /// The content from its beginning; must not be asked for when [#kept] says it is gone.
  Content.Source open() {
    try (AutoLock _ = lock.lock()) {
      if (gone) {
        throw new IllegalStateException("content was sent and not kept");
      }
      if (current != null) {
        current.closed = true;
      }
      whenAvailable = null;
      View view = new View();
      current = view;
      return view;
    }
  }

  RetryVerdict.ContentKept kept() {
    try (AutoLock _ = lock.lock()) {
      return gone ? RetryVerdict.ContentKept.GONE : RetryVerdict.ContentKept.WHOLE;
    }
  }

  /// What the client did wrong; null if nothing so far.
  @Nullable Throwable fault() {
    try (AutoLock _ = lock.lock()) {
      return fault;
    }
  }

  /// The client did that wrong.
  void spoilt(Throwable cause) {
    try (AutoLock _ = lock.lock()) {
      fault = fault == null ? cause : fault;
      gone = true;
    }
  }

  /// Reads on for a while after the answer has been sent: to close on a client that is still
  /// sending would reset the connection, and the client might never see the answer.
  void discardRest(Runnable done) {
    boolean nothingToRead;
    boolean later;
    try (AutoLock _ = lock.lock()) {
      if (current != null) {
        current.closed = true;
      }
      // A client that waits for 100 Continue has been answered instead and sends nothing.
      nothingToRead = !begun && clientRequest.getHeaders().contains(HttpHeader.EXPECT);
      // Jetty closes the connection of a request that ends while it has yet to say that there is
      // more.
      later = demanded;
      whenAvailable = later ? () -> discard(done) : null;
    }
    if (nothingToRead) {
      done.run();
    } else if (!later) {
      discard(done);
    }
  }

  private void discard(Runnable done) {
    while (true) {
      Content.Chunk chunk = clientRequest.read();
      if (chunk == null) {
        await(() -> discard(done));
        return;
      }
      if (leftover.endsWith(chunk)) {
        done.run();
        return;
      }
    }
  }

  /// Runs `task` once the client has sent more; one demand towards the client serves whoever waits
  /// last.
  private void await(Runnable task) {
    try (AutoLock _ = lock.lock()) {
      whenAvailable = task;
      begun = true;
      if (demanded) {
        return;
      }
      demanded = true;
    }
    clientRequest.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::onAvailable));
  }

  private void onAvailable() {
    Runnable task;
    try (AutoLock _ = lock.lock()) {
      demanded = false;
      task = whenAvailable;
      whenAvailable = null;
    }
    if (task != null) {
      task.run();
    }
  }

  /// The next chunk from the client, kept if there is room.
  private Content.@Nullable Chunk receive() {
    Content.Chunk chunk = clientRequest.read();
    if (chunk == null) {
      return null;
    }
    try (AutoLock _ = lock.lock()) {
      begun = true;
      if (Content.Chunk.isFailure(chunk)) {
        fault = fault == null ? chunk.getFailure() : fault;
        gone = true;
        return Content.Chunk.from(chunk.getFailure(), true);
      }
      Content.Chunk passed =
          chunk instanceof Trailers trailers
              ? new Trailers(ClientResponseFields.trailers(trailers.getTrailers()).asImmutable())
              : chunk;
      keep(passed);
      return passed;
    }
  }

  private void keep(Content.Chunk chunk) {
    keptOctets += chunk.remaining();
    // The very first chunk may have been read only to see whether there is one: it is always kept.
    if (gone || (keptOctets > KEPT_LIMIT && !kept.isEmpty())) {
      gone = true;
      kept.clear();
      return;
    }
    if (chunk.hasRemaining()) {
      byte[] copy = new byte[chunk.remaining()];
      chunk.getByteBuffer().duplicate().get(copy);
      kept.add(Content.Chunk.from(ByteBuffer.wrap(copy), chunk.isLast()));
    } else {
      kept.add(chunk);
    }
  }

  /// The content as one attempt reads it.
  private final class View implements Content.Source {

    private int replayed;
    private boolean closed;

    @Override
    public Content.@Nullable Chunk read() {
      try (AutoLock _ = lock.lock()) {
        if (closed) {
          return Content.Chunk.from(new IllegalStateException("attempt is over"), true);
        }
        if (fault != null) {
          return Content.Chunk.from(fault, true);
        }
        if (replayed < kept.size()) {
          return replay(kept.get(replayed++));
        }
      }
      Content.Chunk chunk = receive();
      if (chunk != null) {
        replayed++;
      }
      return chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
      boolean now;
      try (AutoLock _ = lock.lock()) {
        now = closed || fault != null || replayed < kept.size();
      }
      if (now) {
        demandCallback.run();
      } else {
        await(demandCallback);
      }
    }

    /// The attempt is given up, the client's request is not.
    @Override
    public void fail(Throwable failure) {
      try (AutoLock _ = lock.lock()) {
        closed = true;
      }
    }

    private static Content.Chunk replay(Content.Chunk kept) {
      return kept.hasRemaining()
          ? Content.Chunk.from(kept.getByteBuffer().duplicate(), kept.isLast())
          : kept;
    }
  }
}
