package dev.weir.edge.files.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What tells one state of a file from another.
///
/// @param fileKey device and inode where the file system has them
public record FileFacts(long size, Instant modified, @Nullable Object fileKey) {

  static FileFacts of(BasicFileAttributes attributes) {
    return new FileFacts(
        attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
  }

  /// Of a path without symbolic links in it.
  public static FileFacts of(Path realPath) throws IOException {
    return of(Files.readAttributes(realPath, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }
}
