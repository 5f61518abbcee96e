package dev.weir.edge.files;

import dev.weir.edge.files.tree.FileFacts;
import dev.weir.edge.files.tree.FileVariant;
import dev.weir.http.representation.ByteRange;
import dev.weir.runtime.listen.SendfileEndPoint;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/// Sends octets of a file from disk as fast as the client takes them, on a thread that may wait:
/// the kernel's `sendfile` where the connection carries content as it is, else through one buffer.
final class FileStreaming {

  private static final int BUFFER_BYTES = 64 * 1024;

  /// Of this much at once it is found out whether it is in memory.
  private static final long WINDOW_BYTES = 64L << 20;

  /// One page in as much is asked for: files leave memory in long runs.
  private static final long SAMPLED_BYTES = 1 << 20;

  private final Executor blocking;
  private final FileRefusal refusal;

  FileStreaming(Executor blocking, FileRefusal refusal) {
    this.blocking = blocking;
    this.refusal = refusal;
  }

  /// What is to be sent.
  ///
  /// @param ranges in this order; none of an empty file
  /// @param framing around the ranges; null if there is only one, sent bare
  /// @param fields of the response
  record Job(
      FileVariant variant, List<ByteRange> ranges, @Nullable Multipart framing, HttpFields fields) {

    int status() {
      return fields.contains("Content-Range") || framing != null ? 206 : 200;
    }
  }

  void start(Job job, Exchange exchange, @Nullable Runnable onChange) {
    blocking.execute(() -> stream(job, exchange, onChange));
  }

  private void stream(Job job, Exchange exchange, @Nullable Runnable onChange) {
    Path path = job.variant.path();
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      // Looked at after opening: what is open is then at least as new as what was decided on.
      if (onChange != null && !FileFacts.of(path).equals(job.variant.facts())) {
        onChange.run();
        return;
      }
      exchange.response().setStatus(job.status());
      exchange.response().getHeaders().add(job.fields);
      send(job, file, exchange);
      exchange.callback().succeeded();
    } catch (IOException e) {
      fail(e, exchange, onChange);
    } catch (RuntimeException | Error e) {
      exchange.callback().failed(e);
    }
  }

  private void fail(IOException failure, Exchange exchange, @Nullable Runnable onChange) {
    if (exchange.response().isCommitted()) {
      // The client must see that octets are missing: Jetty breaks the connection off.
      exchange.callback().failed(failure);
    } else if (failure instanceof NoSuchFileException && onChange != null) {
      onChange.run();
    } else {
      int status =
          switch (failure) {
            case NoSuchFileException _ -> 404;
            case AccessDeniedException _ -> 403;
            default -> 500;
          };
      exchange.response().reset();
      refusal.refuse(
          status, HttpFields.EMPTY, exchange.request(), exchange.response(), exchange.callback());
    }
  }

  private static void send(Job job, FileChannel file, Exchange exchange) throws IOException {
    SendfileEndPoint connection = connection(exchange.request());
    write(
        job,
        exchange.response(),
        (range, after) -> {
          long from =
              connection == null
                  ? range.first()
                  : sendRange(file, range, after, connection, exchange.response());
          if (from <= range.last()) {
            copyRange(file, new ByteRange(from, range.last()), after, exchange);
          }
        });
  }

  /// The client's connection, if nothing stands between it and the content; null for TLS and
  /// HTTP/2.
  private static @Nullable SendfileEndPoint connection(Request request) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    return connection.getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
            && connection.getConnection().getEndPoint() instanceof SendfileEndPoint endPoint
        ? endPoint
        : null;
  }

  /// Says where it has come to: not the end where the file system has no mappings.
  private static long sendRange(
      FileChannel file, ByteRange range, More after, SendfileEndPoint connection, Response response)
      throws IOException {
    long position = range.first();
    while (position <= range.last()) {
      long length = Math.min(WINDOW_BYTES, range.last() + 1 - position);
      if (position + length > file.size()) {
        throw shorter(range);
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment window = mapped(file, position, length, arena);
        if (window == null) {
          return position;
        }
        ByteBuffer octets = window.asByteBuffer();
        connection.substitute(octets, file, position);
        position += length;
        // The selector's thread goes on with it whenever there is room, unless that waits for the
        // disk.
        InvocationType further =
            isInMemory(window) ? InvocationType.NON_BLOCKING : InvocationType.BLOCKING;
        write(response, position > range.last() ? after : More.FOLLOWS, octets, further);
      }
    }
    return position;
  }

  private static @Nullable MemorySegment mapped(
      FileChannel file, long position, long length, Arena arena) {
    try {
      return file.map(FileChannel.MapMode.READ_ONLY, position, length, arena);
    } catch (IOException _) {
      // Some network and user-space file systems can only be read; if not even that, it is found
      // out there.
      return null;
    }
  }

  /// Judged by samples: to ask for every page costs a tenth of the sending.
  private static boolean isInMemory(MemorySegment window) {
    for (long at = 0; at < window.byteSize(); at += SAMPLED_BYTES) {
      if (!window.asSlice(at, 1).isLoaded()) {
        return false;
      }
    }
    return true;
  }

  /// Sends one range.
  @FunctionalInterface
  private interface Sending {
    void send(ByteRange range, More after) throws IOException;
  }

  private static void write(Job job, Response response, Sending sending) throws IOException {
    Multipart framing = job.framing;
    for (int i = 0; i < job.ranges.size(); i++) {
      if (framing != null) {
        write(response, More.FOLLOWS, ByteBuffer.wrap(framing.heads().get(i)));
      }
      boolean last = framing == null && i == job.ranges.size() - 1;
      sending.send(job.ranges.get(i), last ? More.NOTHING : More.FOLLOWS);
    }
    if (framing != null) {
      write(response, More.NOTHING, ByteBuffer.wrap(framing.end()));
    } else if (job.ranges.isEmpty()) {
      write(response, More.NOTHING, BufferUtil.EMPTY_BUFFER);
    }
  }

  private static EOFException shorter(ByteRange range) {
    return new EOFException("file has become shorter than " + (range.last() + 1) + " octets");
  }

  private static void copyRange(FileChannel file, ByteRange range, More after, Exchange exchange)
      throws IOException {
    RetainableByteBuffer buffer =
        exchange.request().getComponents().getByteBufferPool().acquire(BUFFER_BYTES, true);
    try {
      ByteBuffer octets = buffer.getByteBuffer();
      long position = range.first();
      while (position <= range.last()) {
        long remaining = range.last() + 1 - position;
        octets.clear().limit((int) Math.min(octets.capacity(), remaining));
        int read = file.read(octets, position);
        if (read < 0) {
          throw shorter(range);
        }
        position += read;
        write(exchange.response(), position > range.last() ? after : More.FOLLOWS, octets.flip());
      }
    } finally {
      buffer.release();
    }
  }

  private static void write(Response response, More more, ByteBuffer octets) throws IOException {
    write(response, more, octets, InvocationType.NON_BLOCKING);
  }

  /// Waits until the octets have left.
  ///
  /// @param further what it takes to go on with it when the client has taken some
  private static void write(Response response, More more, ByteBuffer octets, InvocationType further)
      throws IOException {
    try (Blocker.Callback written = Blocker.callback()) {
      response.write(
          more == More.NOTHING,
          octets,
          Callback.from(further, written::succeeded, written::failed));
      written.block();
    }
  }

  /// What comes behind a piece of the content.
  private enum More {
    FOLLOWS,
    NOTHING
  }
}
