package dev.weir.runtime.upstream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Hears an exchange for a test that waits: every wait is up to 20 s.
final class RecordedExchange implements UpstreamListener {

  /// An interim response.
  record Interim(int status, HttpFields fields) {}

  /// How content ended.
  record Ending(String text, @Nullable HttpFields trailers, @Nullable Throwable failure) {}

  private static final int WAIT_SECONDS = 20;

  private final CompletableFuture<UpstreamResponse> response = new CompletableFuture<>();
  private final CompletableFuture<UpstreamFailure> failure = new CompletableFuture<>();
  private final BlockingQueue<Interim> interim = new LinkedBlockingQueue<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile @Nullable UpstreamExchange exchange;

  RecordedExchange sent(UpstreamExchange under) {
    exchange = under;
    return this;
  }

  @Override
  public void onInformational(int status, HttpFields fields) {
    interim.add(new Interim(status, fields));
  }

  @Override
  public void onResponse(UpstreamResponse received) {
    calls.add("response " + received.status());
    response.complete(received);
    failure.completeExceptionally(new AssertionError("response instead: " + received));
  }

  @Override
  public void onFailure(UpstreamFailure failed) {
    calls.add(failed.toString());
    failure.complete(failed);
    response.completeExceptionally(new AssertionError("failed instead: " + failed));
  }

  UpstreamResponse response() {
    return get(response);
  }

  UpstreamFailure failure() {
    return get(failure);
  }

  /// Waits for the end of the wait: the response, or null for a failure.
  @Nullable UpstreamResponse outcome() {
    get(response.handle((_, _) -> true));
    return response.isCompletedExceptionally() ? null : response.join();
  }

  /// Every final call of the listener so far.
  List<String> calls() {
    return calls;
  }

  Interim interim() throws InterruptedException {
    Interim next = interim.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no interim response");
    }
    return next;
  }

  void abort(Throwable cause) {
    UpstreamExchange under = exchange;
    if (under == null) {
      throw new AssertionError("not sent yet");
    }
    under.abort(cause);
  }

  /// The whole content, which must end well.
  String text() {
    Ending ending = ending();
    if (ending.failure() != null) {
      throw new AssertionError("content broke off after " + ending.text(), ending.failure());
    }
    return ending.text();
  }

  /// Reads the content to its end, whatever it is.
  Ending ending() {
    return get(read(response().content()));
  }

  /// What the reader was told about content that must end badly.
  UpstreamFailure contentFailure() {
    Ending ending = ending();
    if (ending.failure() instanceof UpstreamException known) {
      return known.failure();
    }
    throw new AssertionError("content ended otherwise: " + ending, ending.failure());
  }

  private static CompletableFuture<Ending> read(Content.Source source) {
    var reader = new Reader(source);
    reader.run();
    return reader.done;
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e);
    }
  }

  /// Reads on whenever there is something.
  private static final class Reader implements Runnable {

    private final Content.Source source;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final CompletableFuture<Ending> done = new CompletableFuture<>();

    Reader(Content.Source source) {
      this.source = source;
    }

    @Override
    public void run() {
      while (!done.isDone()) {
        Content.Chunk chunk = source.read();
        if (chunk == null) {
          source.demand(this);
          return;
        }
        take(chunk);
      }
    }

    private void take(Content.Chunk chunk) {
      if (Content.Chunk.isFailure(chunk)) {
        end(null, chunk.getFailure());
        return;
      }
      byte[] bytes = new byte[chunk.remaining()];
      chunk.getByteBuffer().get(bytes);
      octets.writeBytes(bytes);
      boolean last = chunk.isLast();
      HttpFields trailers = chunk instanceof Trailers t ? t.getTrailers() : null;
      chunk.release();
      if (last) {
        end(trailers, null);
      }
    }

    private void end(@Nullable HttpFields trailers, @Nullable Throwable failure) {
      done.complete(new Ending(octets.toString(StandardCharsets.UTF_8), trailers, failure));
    }
  }
}
