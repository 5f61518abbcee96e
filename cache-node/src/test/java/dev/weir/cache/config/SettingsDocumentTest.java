package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Faults;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The document of the cache node against the directives the parser knows.
final class SettingsDocumentTest {

  @Test
  void everyDirectiveHasItsRow() throws IOException {
    String document = document();

    assertThat(new Draft(new Faults()).supported())
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(document).containsPattern("\n\\| `" + name + "( FILE …)?` \\|"));
  }

  @Test
  void everyDefaultIsTheOneInForce() throws IOException, BadWordException {
    List<String> rows = document().lines().toList();
    for (Setting<?> setting : new Settings().all()) {
      String start = "| `" + setting.name() + "` |";
      String row = rows.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
      String documented = row.split("\\|")[3].strip().replace("`", "");
      Setting<?> read = new Settings().named(setting.name());
      assertThat(read).as(setting.name()).isNotNull();
      if (read != null) {
        read.read(new Line("document", 1, setting.name(), List.of(documented.split(" "))));
        assertThat(read.text()).isEqualTo(setting.text());
      }
    }
  }

  @Test
  void everyOptionOfPeersAndRulesIsNamed() throws IOException {
    String document = document();

    assertThat(Arrays.stream(PeerSettings.Option.values()).map(PeerSettings.Option::word))
        .allSatisfy(word -> assertThat(document).contains("`" + word + "`"));
    assertThat(Arrays.stream(RefreshRule.Option.values()).map(RefreshRule.Option::word))
        .allSatisfy(word -> assertThat(document).contains("\n| `" + word + "` |"));
  }

  @Test
  void everyOptionWithAValueHasItsRow() throws IOException {
    String document = document();
    String directories = document.split("Option of `cache_dir`", 2)[1].split("## ", 2)[0];
    assertThat(KeyPatternParser.KNOWN)
        .allSatisfy(word -> assertThat(document).contains("\n| `" + word));
    String peers = document.split("Option of `cache_peer`", 2)[1].split("## ", 2)[0];

    assertThat(CacheDirParser.KNOWN)
        .allSatisfy(word -> assertThat(directories).contains("\n| `" + word + "="));
    assertThat(CacheDirParser.LAYOUT)
        .allSatisfy(word -> assertThat(directories).contains("`" + word + "=`"));
    assertThat(CacheDirParser.WITHOUT_EFFECT)
        .allSatisfy(word -> assertThat(directories).contains("`" + word));
    assertThat(CachePeerParser.VALUED)
        .allSatisfy(word -> assertThat(peers).contains("\n| `" + word));
  }

  @Test
  void everyRefusedDirectiveIsNamed() throws IOException {
    String refused = document().split("## What is refused", 2)[1];

    assertThat(Unsupported.names())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(refused).contains("`" + name + "`"));
  }

  private static String document() throws IOException {
    return Files.readString(RepositoryRoot.folder().resolve("docs/cache-node.md"));
  }
}
