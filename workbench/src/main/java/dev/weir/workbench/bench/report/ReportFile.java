package dev.weir.workbench.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reports as JSON.
public final class ReportFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportFile() {}

  public static String json(Report report) {
    return MAPPER.writeValueAsString(report);
  }

  /// Replaces the file at once, so that a reader never sees half a report.
  public static void write(String text, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// @throws IOException if the file is not there or not a report of this format
  public static Report read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + ": not a report of weir bench split: " + e.getMessage(), e);
    }
  }

  static Report parse(String json) {
    Report report = MAPPER.readValue(json, Report.class);
    if (report.format() != Report.FORMAT) {
      throw new IllegalArgumentException(
          "format " + report.format() + ", this weir reads format " + Report.FORMAT);
    }
    return report;
  }
}
