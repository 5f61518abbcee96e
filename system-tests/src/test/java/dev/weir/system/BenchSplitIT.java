package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Report.Completeness;
import dev.weir.workbench.bench.report.ReportFile;
import dev.weir.workbench.bench.report.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weir bench split` on a few cases: the tiers come up, the load gets through, the report is
/// valid. How fast anything was is not asserted.
@Tag("bench")
class BenchSplitIT {

  @TempDir private Path folder;

  @Test
  void aSmallRunMeasuresEveryCaseAndWritesAValidReport() throws Exception {
    try (Child bench =
        bench("--only", "^(alone|passes-pair|serves-off).*client-on", "--rounds", "1")) {
      assertThat(bench.awaitExit()).as(bench.output()).isZero();
      assertThat(bench.output()).contains("serves-off", "report.html");
    }

    Report report = ReportFile.read(folder.resolve("report.json"));
    assertThat(report.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(report.cases()).hasSize(5).allSatisfy(BenchSplitIT::isMeasured);
    assertThat(report.slow()).isNotEmpty();
    assertPageIsValid();
  }

  @Test
  void aRunThatIsInterruptedLeavesAValidReportOfWhatItHad() throws Exception {
    try (Child bench = bench("--only", "serves-off", "--rounds", "1000")) {
      bench.awaitLine("round 2 of 1000");
      new ProcessBuilder("kill", "-INT", Long.toString(bench.pid())).start().waitFor();
      assertThat(bench.awaitExit()).as(bench.output()).isEqualTo(130);
    }

    Report report = ReportFile.read(folder.resolve("report.json"));
    assertThat(report.completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(report.cases()).hasSize(4).allSatisfy(BenchSplitIT::isMeasured);
    assertPageIsValid();
  }

  private Child bench(String... options) throws IOException {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "bench";
    arguments[1] = "split";
    arguments[2] = "--out";
    arguments[3] = folder.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return Child.weir(Map.of("WEIR_HOME", Repository.root().toString()), arguments);
  }

  private static void isMeasured(CaseResult result) {
    assertThat(result.slices()).isNotEmpty();
    for (Slice slice : result.slices()) {
      assertThat(slice.requests()).as(result.split().id()).isPositive();
      assertThat(slice.failed()).as(result.split().id()).isZero();
      assertThat(slice.cpuMicros()).containsKey("app");
      assertThat(slice.cpuPerRequest()).isPositive();
    }
  }

  private void assertPageIsValid() throws Exception {
    Path page = folder.resolve("report.html");
    assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile()))
        .isNotNull();
    assertThat(Files.readString(page)).doesNotContain("NaN").doesNotContain("http:");
  }
}
