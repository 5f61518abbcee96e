package dev.weir.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  ConfigTextTest() {}

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstWord() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "\uFEFFvia on\n");

    assertThat(ConfigText.read(file)).isEqualTo("via on\n");
  }

  @Test
  void binaryIsSaidWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "via on\r\n\tvia off\n\u0001");

    assertThatThrownBy(() -> ConfigText.read(file))
        .isInstanceOf(InvalidConfig.class)
        .hasMessage(
            file + ":3: a control character (0x01), so this is no configuration; check the path");
  }
}
