package dev.weir.workbench.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.SampleReports;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/// The page of a report.
final class SplitPageTest {

  private final Report report = new SampleReports(1, 3).withoutNoise().report();
  private final String page = new SplitPage(report).markup();

  @Test
  void isWellFormed() {
    assertThatCode(() -> parse(page)).doesNotThrowAnyException();
  }

  @Test
  void fetchesNothing() {
    assertThat(page)
        .doesNotContainPattern(
            Pattern.compile("(?i)<(script|link|img|iframe|object|embed|base)\\b"))
        .doesNotContainPattern(Pattern.compile("(?i)\\s(src|href|srcset|xlink:href)\\s*="))
        .doesNotContainPattern(Pattern.compile("(?i)url\\(|@import|https?:"));
  }

  @Test
  void tellsWhereWhenAndWhatWasMeasured() {
    assertThat(page)
        .contains("21 November 2026")
        .contains("Sample &lt;CPU&gt; &amp; more")
        .contains("commit abc1234")
        .contains("a note with &quot;quotes&quot; &amp; &lt;signs&gt;")
        .contains("127.0.0.1:1");
  }

  @Test
  void beginsWithTheFinding() {
    assertThat(page)
        .contains("<h1>Pictures served at the edge: a page view takes 5.8 times less CPU");
  }

  @Test
  void showsEveryCaseInItsTable() {
    assertThat(Pattern.compile("<tr><th>(application|static)").matcher(page).results().count())
        .isEqualTo(report.cases().size());
  }

  @Test
  void hasNoNumbersThatAreNone() {
    assertThat(page).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void ofAPartialRunSaysSoAndShowsWhatThereIs() {
    Report partial =
        new Report(
            Report.FORMAT,
            "quick",
            Report.Completeness.PARTIAL,
            report.started(),
            3,
            report.machine(),
            Map.of(),
            report.cases().subList(0, 1),
            List.of(),
            List.of(),
            Map.of());

    String markup = new SplitPage(partial).markup();

    assertThatCode(() -> parse(markup)).doesNotThrowAnyException();
    assertThat(markup).contains("ended early").doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void ofARunThatMeasuredNothingIsWellFormedToo() {
    Report empty =
        new Report(
            Report.FORMAT,
            "quick",
            Report.Completeness.PARTIAL,
            report.started(),
            0,
            report.machine(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of());

    assertThatCode(() -> parse(new SplitPage(empty).markup())).doesNotThrowAnyException();
  }

  private static void parse(String markup) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(null);
    assertThat(builder.parse(new InputSource(new StringReader(markup))).getDocumentElement())
        .isNotNull();
  }
}
