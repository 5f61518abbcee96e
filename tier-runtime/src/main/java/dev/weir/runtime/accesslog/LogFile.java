package dev.weir.runtime.accesslog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file lines are appended to, under the name the operator gave it.
public final class LogFile {

  private LogFile() {}

  /// Makes sure that the file is there and can be written, so that a wrong path is found out at the
  /// start and not with the first line.
  ///
  /// @param what the log's name for people, such as `access log`
  /// @throws IOException in one line with the log, its path and what is wrong with it
  public static void require(String what, String path) throws IOException {
    try {
      append(Path.of(path)).close();
    } catch (IOException | InvalidPathException e) {
      throw new IOException("cannot write the " + what + " " + path + ": " + reason(e), e);
    }
  }

  /// Opens the file for appending, and makes it if there is none.
  static FileChannel append(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "folder " + folder(missing.getFile()) + " does not exist";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      case InvalidPathException invalid -> invalid.getReason();
      default -> failure.toString();
    };
  }

  private static String folder(@Nullable String file) {
    return String.valueOf(Path.of(file == null ? "" : file).toAbsolutePath().getParent());
  }
}
