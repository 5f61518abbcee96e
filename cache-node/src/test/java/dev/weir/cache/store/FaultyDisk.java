package dev.weir.cache.store;

import dev.weir.cache.store.segment.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The file system, with faults that can be switched on: full, unreadable, stuck.
final class FaultyDisk implements Disk {

  volatile boolean full;
  volatile boolean unreadable;
  volatile boolean unsyncable;
  volatile long unreadableFrom = Long.MAX_VALUE;
  volatile @Nullable CountDownLatch stuck;

  /// Content of so many octets is not read before this.
  static final int LONG = 40_000;

  volatile @Nullable CountDownLatch unread;

  /// Whether some of that has been asked for.
  volatile boolean isAskedFor;

  volatile @Nullable Path missing;

  /// Thrown in the place of whatever is to be done.
  volatile @Nullable Error broken;

  /// What the thread that loads waits for before it reads.
  volatile @Nullable CountDownLatch unloaded;

  @Override
  public FileChannel open(Path file) throws IOException {
    if (file.equals(missing)) {
      throw new AccessDeniedException(file.toString());
    }
    return new Faulty(Disk.LOCAL.open(file));
  }

  private final class Faulty extends FileChannel {

    private final FileChannel real;

    Faulty(FileChannel real) {
      this.real = real;
    }

    @Override
    public int read(ByteBuffer dst, long position) throws IOException {
      if (dst.remaining() == LONG) {
        isAskedFor = true;
        await(unread);
      }
      if (Thread.currentThread().getName().equals("weir-store-loader")) {
        await(unloaded);
      }
      broken();
      if (unreadable || position >= unreadableFrom) {
        throw new IOException("Input/output error");
      }
      return real.read(dst, position);
    }

    /// As a disk does that becomes full in the middle of a write: half of it is there.
    @Override
    public int write(ByteBuffer src, long position) throws IOException {
      await(stuck);
      broken();
      if (full) {
        real.write(src.slice(src.position(), src.remaining() / 2), position);
        throw new IOException("No space left on device");
      }
      return real.write(src, position);
    }

    private void broken() {
      Error error = broken;
      if (error != null) {
        throw error;
      }
    }

    private static void await(@Nullable CountDownLatch gate) throws IOException {
      if (gate != null) {
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
      return real.map(mode, position, size);
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      real.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      if (unsyncable) {
        throw new IOException("Input/output error");
      }
      real.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      real.close();
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
      return real.read(dst);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
      return real.read(dsts, offset, length);
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
      return real.write(src);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
      return real.write(srcs, offset, length);
    }

    @Override
    public long position() throws IOException {
      return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
      real.position(newPosition);
      return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel src, long position, long count)
        throws IOException {
      return real.transferFrom(src, position, count);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
      return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return real.tryLock(position, size, shared);
    }
  }
}
