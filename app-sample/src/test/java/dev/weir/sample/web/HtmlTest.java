package dev.weir.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Values become text, pieces of HTML stay HTML.
class HtmlTest {

  @Test
  void valuesAreEscaped() {
    assertThat(Html.of("<a title=\"{}\">{}</a>", "\"'<>&", "{} <b>"))
        .hasToString("<a title=\"&quot;&#39;&lt;&gt;&amp;\">{} &lt;b&gt;</a>");
  }

  @Test
  void piecesOfHtmlAreNotEscapedAgain() {
    Html piece = Html.of("<b>{}</b>", "&");

    assertThat(Html.of("<p>{}{}</p>", piece, Html.join(List.of(piece, piece))))
        .hasToString("<p><b>&amp;</b><b>&amp;</b><b>&amp;</b></p>");
  }

  @Test
  void linesArePartedByBreaks() {
    assertThat(Html.lines("a<\nb\n")).hasToString("a&lt;<br>b");
  }

  @Test
  void gapsAndValuesMustBeEqualInNumber() {
    assertThatThrownBy(() -> Html.of("{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.of("x", 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
