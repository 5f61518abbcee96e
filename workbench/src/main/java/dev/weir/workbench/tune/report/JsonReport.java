package dev.weir.workbench.tune.report;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A report as JSON: the records as they are.
public final class JsonReport {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  /// As UTF-8.
  public static byte[] octets(Report report) {
    return JSON.writeValueAsBytes(report);
  }

  /// As text.
  public static String text(Report report) {
    return new String(octets(report), StandardCharsets.UTF_8);
  }
}
