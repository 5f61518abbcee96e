package dev.weir.workbench.tune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testing.Chromium;
import dev.weir.workbench.Weir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of the log in the repository, as a browser shows it; pictures for people to look at
/// are in target/screenshots.
class HtmlReportInABrowserTest {

  private static final Path LOG = Path.of("../docs/data/semicomplete-2015-10k.anon.log.gz");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made by JUnit
  HtmlReportInABrowserTest() {}

  @Test
  void theReportIsShownLightDarkAndNarrow() throws Exception {
    Path browser = Chromium.find();
    assumeTrue(browser != null, "no chromium on the PATH");
    Path report = report();
    if (browser != null) {
      picture(browser, report, "report-light", 1, 1280, 2900);
      picture(browser, report, "report-dark", 0, 1280, 2900);
      picture(browser, report, "report-narrow", 1, 500, 3200);
    }
  }

  private Path report() throws Exception {
    Path report = folder.resolve("report.html");
    StringWriter err = new StringWriter();
    int exit =
        Weir.commandLine()
            .setOut(new PrintWriter(new StringWriter(), true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "tune",
                "replay",
                LOG.toString(),
                "--rules",
                rules("now.conf", "0 20% 3d"),
                "--rules",
                rules("two.conf", "2h 0% 2h"),
                "--rules",
                rules("day.conf", "24h 0% 24h"),
                "--html",
                report.toString());
    assertThat(exit).as(err.toString()).isZero();
    return report;
  }

  private String rules(String name, String times) throws Exception {
    return Files.writeString(folder.resolve(name), "refresh_pattern . " + times + "\n").toString();
  }

  /// @param scheme 0 for dark, 1 for light
  private void picture(Path browser, Path page, String name, int scheme, int width, int height)
      throws Exception {
    Path image = Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png");
    Files.deleteIfExists(image);
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--blink-settings=preferredColorScheme=" + scheme,
                "--window-size=" + width + "," + height,
                "--screenshot=" + image.toAbsolutePath(),
                page.toUri().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(image).isNotEmptyFile();
  }
}
