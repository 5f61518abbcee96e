package dev.weir.workbench.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.workbench.bench.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes of measuring something with a limit of 1 s, and how it is told.
final class FindingTest {

  private static final Launcher NOBODY = new Launcher(Path.of("/nowhere"), Path.of("/nowhere"));

  @ParameterizedTest
  @CsvSource({"0.4, false", "1.0, false", "1.1, true"})
  void aLimitIsKeptUpToItsValue(double seconds, boolean fallsShort) {
    assertThat(measured(seconds).fallsShort()).isEqualTo(fallsShort);
  }

  @Test
  void theMedianCounts() {
    assertThat(measured(0.5, 0.9, 4).fallsShort()).isFalse();
  }

  @Test
  void whatIsReachedIsToldWithItsSpread() {
    Finding finding = measured(0.8, 0.5, 0.9);

    assertThat(LimitTable.line(finding))
        .matches(
            "(?s)start, edge +reached  0\\.80 s, limit 1\\.00 s\\R +\\(± 25\\.0 %, by hand\\)");
    assertThat(LimitTable.markdown(List.of(finding)))
        .endsWith("| start, edge | 0.80 s (± 25.0 %, by hand) | ≤ 1.00 s | reached |\n");
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(LimitTable.line(measured(1.5))).contains("SHORT    1.50 s").doesNotContain("±");
  }

  @Test
  void whatCannotBeMeasuredIsLeftOutWithAWord() throws Exception {
    Finding finding = limit("nginx is not installed").measure(NOBODY, () -> false);

    assertThat(finding.fallsShort()).isFalse();
    assertThat(LimitTable.line(finding)).contains("skipped: nginx is not installed");
    assertThat(LimitTable.markdown(List.of(finding)))
        .endsWith("| start, edge | – | ≤ 1.00 s | skipped: nginx is not installed |\n");
  }

  @Test
  void whatDoesNotStartFallsShort() throws Exception {
    Finding finding = limit(null).measure(NOBODY, () -> false);

    assertThat(finding.fallsShort()).isTrue();
    assertThat(LimitTable.line(finding)).contains("SHORT").endsWith("has ended");
    assertThat(LimitTable.markdown(List.of(finding))).endsWith("| SHORT: has ended |\n");
  }

  @Test
  void whatEndsWithTheWholeRunIsNoFinding() {
    assertThatThrownBy(() -> limit(null).measure(NOBODY, () -> true))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void filesKeepTheirOrder() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : List.of("node.conf", "origin.conf", "edge.yaml", "app.yaml")) {
      files.put(name, "");
    }

    assertThat(new Reading(Summary.of(1), "by hand", files).files().keySet())
        .containsExactly("node.conf", "origin.conf", "edge.yaml", "app.yaml");
  }

  @Test
  void megabytesAreTheTradesOwn() {
    assertThat(Limit.Unit.MEGABYTES.words(449.6)).isEqualTo("450 MB");
  }

  @Test
  void nothingMeasuredIsNoTable() {
    assertThat(LimitTable.markdown(List.of())).isEmpty();
  }

  private static Finding measured(double... seconds) {
    return new Finding.Measured(limit(null), new Reading(Summary.of(seconds), "by hand", Map.of()));
  }

  /// @param obstacle null for one that can be measured, but does not start
  private static Limit limit(@Nullable String obstacle) {
    Trial trial =
        new Trial() {
          @Override
          public @Nullable String obstacle(Launcher launcher) {
            return obstacle;
          }

          @Override
          public Reading run(Launcher launcher) throws IOException {
            throw new IOException("has ended");
          }
        };
    return new Limit("start, edge", Limit.Unit.SECONDS, 1.0, trial);
  }
}
