package dev.weir.cache.store.segment;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/// One file of the ring: written from its beginning to its end, then begun anew when its turn comes
/// again.
///
/// Written and verified through the channel, so that a full or broken disk is an exception; given
/// out as slices of a mapping, so that what is sent is not copied. A slice is given out only of
/// what has just been verified, and only while the segment is pinned, which keeps it from being
/// begun anew. One thread writes; any may read.
public final class SegmentFile implements AutoCloseable {

  /// Where the first record begins.
  public static final int FIRST_RECORD = SegmentHeader.OCTETS;

  private static final int VERIFIED_AT_ONCE = 64 << 10;

  private static final ThreadLocal<ByteBuffer> SCRATCH =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(VERIFIED_AT_ONCE));

  private final int number;
  private final Path file;
  private final int bytes;
  private final FileChannel channel;
  private final MappedByteBuffer mapped;
  private final AtomicInteger pins = new AtomicInteger();

  /// Held while another filling begins, and by whoever must not have one begin under it.
  private final ReentrantLock turning = new ReentrantLock();

  private volatile long generation;
  private volatile long stamp;
  private volatile int end = FIRST_RECORD;

  private SegmentFile(int number, Path file, int bytes, FileChannel channel) throws IOException {
    this.number = number;
    this.file = file;
    this.bytes = bytes;
    this.channel = channel;
    this.mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes);
  }

  /// Opens a segment's file, making it or giving it its full length where needed. Whatever it holds
  /// counts as nothing until it is adopted.
  public static SegmentFile open(Disk disk, Path file, int number, int bytes) throws IOException {
    FileChannel channel = disk.open(file);
    try {
      if (channel.size() < bytes) {
        // The space itself is taken when it is written to.
        channel.write(ByteBuffer.allocate(1), bytes - 1L);
      }
      return new SegmentFile(number, file, bytes, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Opens a segment's file for reading only, as it is.
  ///
  /// @throws CorruptRecordException when it is no segment, or not all of one
  static SegmentFile inspect(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      SegmentHeader header = SegmentHeader.read(channel);
      if (channel.size() < header.segmentBytes()) {
        throw new CorruptRecordException(
            "has been truncated to " + channel.size() + " of " + header.segmentBytes() + " octets");
      }
      SegmentFile segment = new SegmentFile(header.number(), file, header.segmentBytes(), channel);
      segment.stamp = header.stamp();
      segment.generation = header.generation();
      return segment;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Takes over what the file holds from before.
  ///
  /// @throws CorruptRecordException when it is not a segment of this ring
  public void adopt() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(SegmentHeader.OCTETS);
    read(0, buffer);
    switch (SegmentHeader.decode(buffer)) {
      case SegmentHeader.Found.Blank() -> {}
      case SegmentHeader.Found.Foreign(String why) -> throw new CorruptRecordException(why);
      case SegmentHeader.Found.Ours(SegmentHeader header) -> {
        if (header.number() != number || header.segmentBytes() != bytes) {
          throw new CorruptRecordException("it belongs to a ring of another size");
        }
        stamp = header.stamp();
        generation = header.generation();
      }
    }
  }

  /// Its place in the ring.
  public int number() {
    return number;
  }

  /// Its file.
  public Path file() {
    return file;
  }

  /// Its length.
  public int bytes() {
    return bytes;
  }

  /// Which filling this is, 0 when it holds nothing that counts.
  public long generation() {
    return generation;
  }

  /// What every record of this filling bears; after a segment has been retired, of the last one.
  public long stamp() {
    return stamp;
  }

  /// Where the next record would begin.
  public int end() {
    return end;
  }

  /// What it holds now.
  public Filling filling() {
    return new Filling(this, generation, stamp);
  }

  /// Does something unless the filling has been given up; no other begins meanwhile.
  public void during(Filling filling, Runnable work) {
    turning.lock();
    try {
      if (filling.isCurrent()) {
        work.run();
      }
    } finally {
      turning.unlock();
    }
  }

  /// Says where the next record would begin.
  public void endsAt(int offset) {
    end = offset;
  }

  /// Keeps the segment from being begun anew, if it is still of this generation; says whether it
  /// is.
  public boolean pin(long expected) {
    pins.incrementAndGet();
    if (expected != 0 && generation == expected) {
      return true;
    }
    pins.decrementAndGet();
    return false;
  }

  /// Takes a pin back.
  public void unpin() {
    pins.decrementAndGet();
  }

  /// Whether somebody is reading.
  public boolean isPinned() {
    return pins.get() > 0;
  }

  /// Makes what it holds count as nothing, on disk as well. Who has pinned it may read on.
  public void retire() throws IOException {
    turning.lock();
    try {
      generation = 0;
    } finally {
      turning.unlock();
    }
    write(0, new SegmentHeader(number, bytes, 0, 0).encode());
  }

  /// Makes nothing of what the file holds, and gives it its length.
  void blank() throws IOException {
    channel.truncate(bytes);
    retire();
  }

  /// Begins it anew; it must have been retired, and not be pinned.
  public void begin(long nextGeneration, long nextStamp) throws IOException {
    write(0, new SegmentHeader(number, bytes, nextGeneration, nextStamp).encode());
    end = FIRST_RECORD;
    stamp = nextStamp;
    generation = nextGeneration;
  }

  /// Writes all of `octets`.
  public void write(int offset, ByteBuffer octets) throws IOException {
    long position = offset;
    while (octets.hasRemaining()) {
      position += channel.write(octets, position);
    }
  }

  /// Fills `into` and flips it.
  ///
  /// @throws EOFException when the file is shorter than it should be
  public void read(int offset, ByteBuffer into) throws IOException {
    long position = offset;
    while (into.hasRemaining()) {
      int count = channel.read(into, position);
      if (count < 0) {
        throw new EOFException(file + " ends at octet " + position);
      }
      position += count;
    }
    into.flip();
  }

  /// Brings a piece into memory and compares it with its checksum.
  ///
  /// @throws CorruptRecordException when they differ
  public void verify(Extent extent) throws IOException {
    ByteBuffer scratch = SCRATCH.get();
    CRC32C crc = new CRC32C();
    for (int done = 0; done < extent.length(); ) {
      int length = Math.min(VERIFIED_AT_ONCE, extent.length() - done);
      read(extent.offset() + done, scratch.clear().limit(length));
      crc.update(scratch);
      done += length;
    }
    compare(extent, crc);
  }

  /// Copies a piece into memory of the caller's, verified.
  ///
  /// @throws CorruptRecordException when it differs from its checksum
  public ByteBuffer load(Extent extent) throws IOException {
    ByteBuffer copy = ByteBuffer.allocateDirect(extent.length());
    read(extent.offset(), copy);
    CRC32C crc = new CRC32C();
    crc.update(copy.duplicate());
    compare(extent, crc);
    return copy;
  }

  private void compare(Extent extent, CRC32C crc) throws CorruptRecordException {
    if ((int) crc.getValue() != extent.crc()) {
      throw new CorruptRecordException(
          file + " is damaged within " + extent.length() + " octets from " + extent.offset());
    }
  }

  /// Whether a piece lies in the page cache, so that looking at it does not wait for the disk.
  public boolean isResident(Extent extent) {
    return mapped.slice(extent.offset(), extent.length()).isLoaded();
  }

  /// A piece as it lies on disk.
  public ByteBuffer slice(int offset, int length) {
    return mapped.slice(offset, length);
  }

  /// Brings everything written to the disk itself.
  public void force() throws IOException {
    channel.force(false);
  }

  /// Closes the file; slices given out stay readable.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
