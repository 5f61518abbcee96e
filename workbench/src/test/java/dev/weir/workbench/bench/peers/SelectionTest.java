package dev.weir.workbench.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.workbench.bench.limit.Limit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `--only` leaves.
final class SelectionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ^static 10 KiB$ ; 1 ; 0
          TLS             ; 2 ; 0
          ^start          ; 0 ; 3
          start|^memory,  ; 0 ; 5
          memory          ; 1 ; 2
          none such       ; 0 ; 0
          """)
  void rowsAndLimitsAreChosenByName(Pattern only, int rows, int limits) {
    Selection chosen = Selection.all().matching(only);

    assertThat(chosen.rows()).hasSize(rows);
    assertThat(chosen.limits()).hasSize(limits);
  }

  @Test
  void limitsAreThePromisedOnes() {
    assertThat(Selection.all().limits())
        .extracting(Limit::name, Limit::most)
        .containsExactly(
            tuple("start, edge", 1.0),
            tuple("start, node", 1.0),
            tuple("start, app", 1.0),
            tuple("memory, demo idle", 450.0),
            tuple("memory, demo under load", 700.0));
  }

  @Test
  void noNameIsThereTwice() {
    assertThat(new HashSet<>(Selection.all().names())).hasSameSizeAs(Selection.all().names());
  }

  @Test
  void aPatternWithoutAMatchIsRefusedWithAllNames() {
    StringWriter err = new StringWriter();

    int exit =
        new CommandLine(new PeersCommand())
            .setErr(new PrintWriter(err, true))
            .execute("--only", "none such");

    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--only matches none of static 1 KiB")
        .contains("start, app");
  }
}
