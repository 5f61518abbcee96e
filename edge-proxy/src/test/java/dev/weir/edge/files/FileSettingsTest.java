package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.settings.SettingsException;
import dev.weir.runtime.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileSettingsTest {

  @Test
  void onlyTheRootMustBeSaid() throws Exception {
    assertThat(read("root: site")).isEqualTo(FileSettings.of(Path.of("site")));
  }

  @Test
  void cacheControlIsTakenAsItStands() throws Exception {
    assertThat(read("root: site\ncacheControl: max-age=3600, immutable").cacheControl())
        .isEqualTo("max-age=3600, immutable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cacheControl: "a\\r\\nX-B: b" | cacheControl: must be one line of text
          index: ../secret              | index: must be a plain file name
          index: .htaccess              | index: must be a plain file name
          cacheFileLimit: 17MiB         | cacheFileLimit: must not exceed 16MiB
          cacheFiles: 0                 | cacheFiles: must be at least 1
          """)
  void faultsAreNamed(String line, String message) {
    assertThatThrownBy(() -> read("root: site\n" + line))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  private static FileSettings read(String yaml) throws SettingsException {
    return new SettingsFile("edge.yaml", yaml, Map.of()).as(FileSettings.class);
  }
}
