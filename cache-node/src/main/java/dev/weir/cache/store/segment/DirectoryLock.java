package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a directory to one process; the system lets go of it when the process ends, however it
/// ends.
public final class DirectoryLock implements AutoCloseable {

  private static final String NAME = "ring.lock";

  /// Directories this process has taken. POSIX drops a process's lock when the process closes any
  /// descriptor of the file, so a second attempt must not even open it.
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /// Takes a directory, making it when it is not there.
  ///
  /// @throws IOException saying what is wrong: somebody else has it, it cannot be written to
  public static DirectoryLock take(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new IOException(directory + ": is a file; the disk store needs a directory");
    }
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    if (!TAKEN.add(real)) {
      throw inUse(directory, "");
    }
    try {
      return lock(directory, real);
    } catch (IOException e) {
      TAKEN.remove(real);
      throw e;
    }
  }

  private static DirectoryLock lock(Path directory, Path real) throws IOException {
    Path file = real.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory, holder(file));
      }
      channel.truncate(0);
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new DirectoryLock(real, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static IOException inUse(Path directory, String holder) {
    return new IOException(
        directory + ": is in use by another node" + holder + "; give each its own");
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return pid.isEmpty() ? "" : " (process " + pid + ")";
    } catch (IOException e) {
      // Who it is would have been good to know, no more.
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    TAKEN.remove(directory);
  }
}
