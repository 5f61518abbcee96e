package dev.weir.runtime.accesslog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where lines go: a file or standard output, through a buffer of 64 KiB. For one thread.
final class LineOutput {

  private static final Logger LOG = LoggerFactory.getLogger(LineOutput.class);
  private static final int BUFFER_BYTES = 64 << 10;

  private final @Nullable Path file;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final AtomicLong failed = new AtomicLong();
  private int buffered;
  private @Nullable FileChannel channel;
  private boolean failing;

  private LineOutput(@Nullable Path file) {
    this.file = file;
  }

  /// @throws IOException when there is no such file and none can be made
  static LineOutput to(String path) throws IOException {
    boolean standard = path.equals("-") || path.equals("stdout") || path.equals("none");
    if (!standard) {
      LogFile.require("access log", path);
    }
    return new LineOutput(standard ? null : Path.of(path));
  }

  long failed() {
    return failed.get();
  }

  void write(CharSequence line) {
    byte[] octets = line.toString().getBytes(StandardCharsets.UTF_8);
    if (octets.length > buffer.remaining()) {
      flush();
    }
    if (octets.length > buffer.remaining()) {
      // Longer than the whole buffer: no request line we accept is.
      failed.incrementAndGet();
      return;
    }
    buffer.put(octets);
    buffered++;
  }

  void flush() {
    buffer.flip();
    try {
      if (buffer.hasRemaining()) {
        FileChannel target = open();
        while (buffer.hasRemaining()) {
          target.write(buffer);
        }
        recovered();
      }
    } catch (IOException e) {
      failed.addAndGet(buffered);
      complain(e);
    } finally {
      buffer.clear();
      buffered = 0;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      return open;
    }
    open =
        file == null ? new FileOutputStream(FileDescriptor.out).getChannel() : LogFile.append(file);
    channel = open;
    return open;
  }

  private void complain(IOException failure) {
    release();
    if (!failing) {
      failing = true;
      LOG.warn("the access log {} cannot be written: {}; lines are lost", file, failure.toString());
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.warn("the access log {} can be written again; {} lines were lost", file, failed);
    }
  }

  void reopen() {
    flush();
    release();
  }

  void close() {
    flush();
    release();
  }

  private void release() {
    FileChannel open = channel;
    channel = null;
    if (open == null || file == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LOG.warn("the access log {} was not closed cleanly: {}", file, e.toString());
    }
  }
}
