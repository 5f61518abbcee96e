package dev.weir.workbench.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file a node's `admin_token_file` names, or a copy of it.
public record TokenFile(Path path) {

  /// The token in it, without white space around it.
  ///
  /// @throws IOException when it cannot be read, or holds none that could be sent
  public String token() throws IOException {
    String token;
    try {
      token = Files.readString(path, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IOException(
          "the token file " + path + " cannot be read; name the node's admin_token_file");
    }
    if (token.isEmpty()) {
      throw new IOException("the token file " + path + " is empty");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IOException(
          "the token file " + path + " holds no token: one word of ASCII characters is expected");
    }
    return token;
  }
}
