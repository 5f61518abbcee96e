package dev.weir.runtime.accesslog;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Where a log is written, as settings name it: a file, `-` or `stdout`, or `none`.
///
/// What cannot be written is said before the first line is lost.
public record LogFile(String path) {

  /// What on this machine speaks against the file, with what to do, such as `there is no directory
  /// /var/lgo; create it, or name another file`; null when nothing does as far as one can see
  /// without writing.
  public @Nullable String obstacle() {
    if (!isFile()) {
      return null;
    }
    try {
      Path file = Path.of(path);
      if (Files.isDirectory(file)) {
        return file + " is a directory; name a file in it";
      }
      Path directory = file.toAbsolutePath().getParent();
      return directory == null || Files.isDirectory(directory)
          ? null
          : "there is no directory " + directory + "; create it, or name another file";
    } catch (InvalidPathException e) {
      return "it is no path (" + e.getReason() + "); correct it";
    }
  }

  /// Creates the file unless it is there, and makes sure that lines can be added.
  ///
  /// @throws IOException whose message is one line: which log, why not, what to do
  public void create() throws IOException {
    String obstacle = obstacle();
    if (obstacle != null) {
      throw new IOException("the log " + path + " cannot be written: " + obstacle);
    }
    if (isFile()) {
      try {
        Files.newOutputStream(Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
            .close();
      } catch (IOException e) {
        throw new IOException(
            "the log " + path + " cannot be written: " + reason(e) + "; name another file", e);
      }
    }
  }

  private boolean isFile() {
    return !path.equals("-") && !path.equals("stdout") && !path.equals("none");
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> failure.toString();
    };
  }
}
