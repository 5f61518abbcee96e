package dev.weir.workbench.run;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Reads a configuration file as text; what is none is one fault.
final class ConfigText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ConfigText() {}

  static String read(Path file) throws InvalidConfig {
    if (Files.isDirectory(file)) {
      throw invalid(file, 1, "a directory; name a file in it");
    }
    try {
      String text = Files.readString(file);
      refuseBinary(file, text);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException _) {
      throw invalid(file, 1, "no such file; check the path");
    } catch (AccessDeniedException _) {
      throw invalid(file, 1, "permission denied; let this user read it");
    } catch (MalformedInputException _) {
      throw invalid(file, 1, "not UTF-8 text; save the file as UTF-8");
    } catch (IOException e) {
      throw invalid(file, 1, "cannot be read; " + e.getMessage());
    }
  }

  private static void refuseBinary(Path file, String text) throws InvalidConfig {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      } else if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
        throw invalid(
            file,
            line,
            "a control character (0x%02X), so this is no configuration; check the path"
                .formatted((int) c));
      }
    }
  }

  private static InvalidConfig invalid(Path file, int line, String what) {
    return new InvalidConfig(List.of(file + ":" + line + ": " + what));
  }
}
