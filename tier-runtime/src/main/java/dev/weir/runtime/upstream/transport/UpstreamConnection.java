package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.upstream.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.thread.AutoLock;
import org.jspecify.annotations.Nullable;

/// A connection to an upstream: one exchange at a time, sent and received without waiting.
///
/// What is known about the exchange is guarded by one lock, which is held while the socket is read
/// or written (neither ever waits) and never while somebody else's code runs. What ends an exchange
/// takes it out of `call` first; whoever comes later finds it gone.
public final class UpstreamConnection implements Wire.Events {

  private final Wire wire;
  private final Pool pool;
  private final Means means;
  private final AutoLock lock = new AutoLock();
  private final Inflow in;
  private final Outflow out = new Outflow();
  private @Nullable Call call;
  private @Nullable ResponseContent content;
  private @Nullable ResponseHead head;
  private int exchanges;
  private volatile long idleSince;

  UpstreamConnection(Wire wire, Pool pool, Means means) {
    this.wire = wire;
    this.pool = pool;
    this.means = means;
    this.in = new Inflow(means.buffers(), means.responseHeadLimitOctets());
    wire.attach(this);
  }

  Wire wire() {
    return wire;
  }

  void rest(long now) {
    idleSince = now;
  }

  /// When it came to have nothing to do, by [System#nanoTime()].
  long idleSince() {
    return idleSince;
  }

  void close() {
    wire.close();
  }

  /// It is not needed after all.
  public void putBack() {
    pool.free(this);
  }

  /// Begins an exchange.
  public void exchange(Call begun) {
    RetainableByteBuffer octets;
    try {
      octets = RequestHead.write(begun, means.buffers(), means.requestHeadLimitOctets());
    } catch (IllegalArgumentException tooLong) {
      pool.free(this);
      begun.owner().onFailed(new Break(tooLong, Progress.NOTHING, Break.Connection.FRESH));
      return;
    }
    try (AutoLock _ = lock.lock()) {
      call = begun;
      exchanges++;
      in.expect(begun.method());
      out.begin(begun, octets);
    }
    boolean headAlone = begun.content() == null || begun.expectsContinue();
    if (headAlone || feed(begun) != Feed.BROKEN) {
      send(begun);
    }
    wire.wantRead();
  }

  private enum Feed {
    FED,
    NOTHING_THERE,
    BROKEN
  }

  /// Takes the next piece of the request's content, if there is one.
  private Feed feed(Call sent) {
    Upload upload = sent.content();
    Content.Chunk chunk = upload == null ? Content.Chunk.EOF : upload.read();
    if (chunk == null) {
      return Feed.NOTHING_THERE;
    }
    if (Content.Chunk.isFailure(chunk)) {
      fail(sent, chunk.getFailure());
      return Feed.BROKEN;
    }
    try (AutoLock _ = lock.lock()) {
      if (call != sent) {
        chunk.release();
        return Feed.BROKEN;
      }
      out.add(chunk);
    }
    return Feed.FED;
  }

  /// Sends as much as goes. Runs once at a time: from the beginning, from the content's demand, or
  /// from the loop after the socket was full.
  private void send(Call sent) {
    Feed fed = Feed.FED;
    while (fed == Feed.FED) {
      Outflow.Step step;
      try (AutoLock _ = lock.lock()) {
        if (call != sent) {
          return;
        }
        step = out.flush(wire);
      } catch (IOException e) {
        fail(sent, e);
        return;
      }
      switch (step) {
        case HUNGRY -> fed = feed(sent);
        case BLOCKED -> wire.wantWrite();
        case EXPECTING -> sent.owner().onHeadSent();
        case REFUSED -> sent.owner().onContentRefused();
        case DONE -> sent.owner().onSent();
      }
      if (step != Outflow.Step.HUNGRY) {
        return;
      }
    }
    Upload upload = sent.content();
    if (fed == Feed.NOTHING_THERE && upload != null) {
      upload.demand(() -> send(sent));
    }
  }

  @Override
  public void onWritable() {
    Call current;
    try (AutoLock _ = lock.lock()) {
      current = call;
    }
    if (current != null) {
      send(current);
    }
  }

  @Override
  public void onReadable() {
    Call current;
    Runnable reader = null;
    boolean responding;
    try (AutoLock _ = lock.lock()) {
      current = call;
      responding = content != null;
      if (content != null) {
        reader = content.takeDemand();
      }
    }
    if (current == null) {
      endUnused();
    } else if (!responding) {
      receive(current);
    } else if (reader != null) {
      reader.run();
    }
  }

  /// The upstream has closed it, or sent what nobody asked for.
  private void endUnused() {
    if (pool.remove(this)) {
      wire.close();
    }
  }

  /// Reads up to the final head.
  private void receive(Call current) {
    while (true) {
      Inflow.Part part;
      ResponseHead read = null;
      try (AutoLock _ = lock.lock()) {
        if (call != current || content != null) {
          return;
        }
        part = in.readHead(wire);
        if (part == Inflow.Part.INTERIM || part == Inflow.Part.HEAD) {
          read = in.head();
        }
      }
      if (part == Inflow.Part.NOTHING) {
        wire.wantRead();
        return;
      }
      if (read == null) {
        fail(current, in.fault());
        return;
      }
      if (part == Inflow.Part.HEAD) {
        respond(current, read);
        return;
      }
      interim(current, read);
    }
  }

  private void respond(Call current, ResponseHead read) {
    Throwable doubt = current.owner().doubt(read);
    if (doubt != null) {
      fail(current, doubt);
    } else if (read.status() == HttpStatus.SWITCHING_PROTOCOLS_101) {
      upgrade(current, read);
    } else {
      ResponseContent begun = new ResponseContent(this, current);
      try (AutoLock _ = lock.lock()) {
        if (call != current) {
          return;
        }
        head = read;
        content = begun;
      }
      current.owner().onResponse(read, begun);
    }
  }

  private void interim(Call current, ResponseHead read) {
    current.owner().onInterim(read.status(), read.fields());
    boolean waited;
    try (AutoLock _ = lock.lock()) {
      waited = read.status() == HttpStatus.CONTINUE_100 && call == current && out.proceed();
    }
    if (waited) {
      send(current);
    }
  }

  private void upgrade(Call current, ResponseHead read) {
    ByteBuffer beginning;
    try (AutoLock _ = lock.lock()) {
      if (call != current) {
        return;
      }
      beginning = in.rest();
      forget();
    }
    EndPoint endPoint = wire.toEndPoint(means.scheduler());
    pool.gone();
    current.owner().onUpgraded(read, endPoint, beginning);
  }

  Content.@Nullable Chunk read(ResponseContent reader) {
    Content.Chunk chunk;
    Inflow.Part part = Inflow.Part.NOTHING;
    try (AutoLock _ = lock.lock()) {
      chunk = reader.poll();
      if (chunk == null && content == reader) {
        part = in.readContent(wire, reader);
        if (part == Inflow.Part.END) {
          reader.complete(in.trailers());
        }
        chunk = reader.poll();
      }
    }
    if (part == Inflow.Part.END) {
      finish(reader.call());
    } else if (part == Inflow.Part.FAULT) {
      fail(reader.call(), in.fault());
      try (AutoLock _ = lock.lock()) {
        chunk = reader.poll();
      }
    }
    return chunk;
  }

  void demand(ResponseContent reader, Runnable callback) {
    boolean now;
    try (AutoLock _ = lock.lock()) {
      now = content != reader || reader.isReadable();
      if (!now) {
        reader.demand(callback, System.nanoTime());
      }
    }
    if (now) {
      callback.run();
    } else {
      wire.wantRead();
    }
  }

  private void finish(Call done) {
    boolean again;
    try (AutoLock _ = lock.lock()) {
      if (call != done) {
        return;
      }
      again = isReusable();
      forget();
    }
    done.owner().onComplete();
    if (again) {
      pool.free(this);
    } else {
      wire.close();
      pool.gone();
    }
  }

  private boolean isReusable() {
    return pool.usage() == Usage.REPEATED
        && out.isWhole()
        && in.isAtRest()
        && head != null
        && head.isPersistent();
  }

  private void forget() {
    call = null;
    content = null;
    head = null;
    in.release();
    out.release();
  }

  private void fail(Call broken, Throwable cause) {
    ResponseContent reader;
    Runnable waiting = null;
    Break how;
    try (AutoLock _ = lock.lock()) {
      if (call != broken) {
        return;
      }
      how = new Break(cause, out.progress(), age());
      reader = content;
      if (reader != null) {
        reader.breakOff(broken.owner().broken(how));
        waiting = reader.takeDemand();
      }
      forget();
    }
    wire.close();
    pool.gone();
    if (reader == null) {
      broken.owner().onFailed(how);
    } else if (waiting != null) {
      waiting.run();
    }
  }

  private Break.Connection age() {
    return exchanges > 1 && !in.isBegun() ? Break.Connection.STALE : Break.Connection.FRESH;
  }

  /// Breaks the exchange off; without effect on one that is over.
  public void abort(Call aborted, Throwable cause) {
    ResponseContent reader = null;
    try (AutoLock _ = lock.lock()) {
      if (call == aborted) {
        reader = content;
      }
      if (reader != null) {
        reader.discard();
      }
    }
    fail(aborted, cause);
  }

  /// The reader wants nothing more of it.
  void abandon(ResponseContent reader, Throwable cause) {
    Runnable waiting;
    try (AutoLock _ = lock.lock()) {
      reader.discard();
      if (content != reader) {
        reader.breakOff(cause);
      }
      waiting = content == reader ? null : reader.takeDemand();
    }
    fail(reader.call(), cause);
    if (waiting != null) {
      waiting.run();
    }
  }

  /// How long the upstream has owed the next octet of that exchange, or the room for one, while
  /// somebody waits for it; zero if it is somebody else's turn.
  public long silenceNanos(Call current, long now) {
    try (AutoLock _ = lock.lock()) {
      if (call != current) {
        return 0;
      }
      long reading = content == null ? 0 : content.waitingNanos(now);
      return Math.max(reading, out.blockedNanos(now));
    }
  }
}
