package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The document of the cache node against the words of `detail`.
final class ReasonDocumentTest {

  @Test
  void everyReasonHasItsRowAndNoOtherWordHas() throws IOException {
    List<String> rows =
        document()
            .split("\\| `detail` \\| Leads to \\| Because \\|\n", 2)[1]
            .lines()
            .skip(1)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Reason.values()).map(ReasonDocumentTest::row).toList());
  }

  private static String row(Reason reason) {
    return "| `" + reason.token() + "` | " + leadsTo(reason) + " | " + reason.text() + " |";
  }

  private static String leadsTo(Reason reason) {
    if (reason.fwd() != null) {
      return "`fwd=" + reason.fwd().token() + "`";
    }
    return switch (reason.kind()) {
      case FRESH -> "hit";
      case STALE_SERVED -> "served stale";
      case GATEWAY_TIMEOUT -> "504";
      case DENIED -> "403";
      case ERROR_PASSED_ON -> "the error is passed on";
      case NOT_STORED -> "not stored";
      case STALE, MISS -> "forwarded";
    };
  }

  private static String document() throws IOException {
    return Files.readString(RepositoryRoot.folder().resolve("docs/cache-node.md"));
  }
}
