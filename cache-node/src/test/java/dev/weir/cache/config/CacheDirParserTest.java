package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Words;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a `cache_dir` line comes to.
class CacheDirParserTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void smallDirectoryTakesNoMoreThanFits() throws BadWordException {
    NodeConfig.CacheDir directory = parse("coss /x 1");

    assertThat(directory.capacityBytes()).isEqualTo(1 << 20);
    assertThat(directory.maxSizeBytes()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"min-size=1024", "read-only", "no-store", "block-size=512"})
  void optionOfSquidsWithoutEffectIsAWarning(String option) throws BadWordException {
    parse("coss /x 8000 " + option);

    assertThat(warnings).singleElement().asString().contains("has no effect");
  }

  private NodeConfig.CacheDir parse(String words) throws BadWordException {
    Line line = new Line("node.conf", 1, "cache_dir", List.of(words.split(" ")));
    return CacheDirParser.parse(new Words(line), 4 << 20, warnings::add);
  }
}
