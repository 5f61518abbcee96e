package dev.weir.workbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports kept as JSON.
final class ReportFileTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Report report = new SampleReports(1, 3).report();
    Path file = folder.resolve("report.json");

    ReportFile.write(ReportFile.json(report), file);

    assertThat(ReportFile.read(file)).isEqualTo(report);
    assertThat(folder.toFile().list()).containsExactly("report.json");
  }

  @Test
  void anotherFormatIsRefusedInOneLine() throws IOException {
    Path file = folder.resolve("report.json");
    String json = ReportFile.json(new SampleReports(1, 1).report());
    Files.writeString(file, json.replace("\"format\" : 1,", "\"format\" : 2,"));

    assertThatThrownBy(() -> ReportFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("report.json: not a report")
        .hasMessageContaining("format 2");
  }

  @Test
  void somethingElseIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "[1, 2");

    assertThatThrownBy(() -> ReportFile.read(file)).hasMessageContaining("x.json: not a report");
    assertThatThrownBy(() -> ReportFile.read(folder.resolve("none.json")))
        .hasMessageContaining("none.json: no such file");
  }
}
