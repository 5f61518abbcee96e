package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The border to the file system: opens a file for reading and writing, making it when it is not
/// there.
@FunctionalInterface
public interface Disk {

  /// The file system itself.
  Disk LOCAL =
      file ->
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  /// Opens `file`.
  FileChannel open(Path file) throws IOException;
}
