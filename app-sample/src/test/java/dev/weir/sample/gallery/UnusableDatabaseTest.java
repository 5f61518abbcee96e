package dev.weir.sample.gallery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A database that cannot be used is one line that names the setting and shows no secret.
class UnusableDatabaseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:h2:implicitly/relative                   | jdbc:h2:implicitly/relative
          jdbc:h2:tcp://127.0.0.1:1/db;PASSWORD=hush    | jdbc:h2:tcp://127.0.0.1:1/db
          jdbc:h2:mem:x;NO_SUCH_SETTING=1               | jdbc:h2:mem:x
          """)
  void isSaidInOneLine(String url, String shown) {
    assertThatThrownBy(() -> GalleryDatabase.open(DatabaseSettings.at(url)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("database.url " + shown + " cannot be used: ")
        .hasMessageEndingWith("; correct the database settings, or start the database")
        .hasMessageNotContainingAny("\n", "hush");
  }
}
