package dev.weir.edge.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// A folder that tests fill; files are last modified on 1 November 2025 unless said otherwise.
record Folder(Path path) {

  static final Instant MODIFIED = Instant.parse("2025-11-01T10:00:00.123456789Z");

  Folder file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8), MODIFIED);
  }

  Folder file(String name, String content, Instant modified) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8), modified);
  }

  Folder file(String name, byte[] content, Instant modified) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return this;
  }

  FileServer serve() throws Exception {
    return new FileServer(FileSettings.of(path).withCacheControl("max-age=3600"), "/");
  }

  /// Octets that differ from their neighbours and from those of other sizes.
  static byte[] octets(int size) {
    byte[] octets = new byte[size];
    for (int i = 0; i < size; i++) {
      octets[i] = (byte) (i * 31 + (i >> 8) * 7 + size);
    }
    return octets;
  }
}
