package dev.weir.workbench.bench.peers;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How often and how long each contender is measured.
final class TurnOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--rounds", paramLabel = "N", description = "Turns of each contender; 3.")
  private int rounds = 3;

  @Option(names = "--seconds", paramLabel = "N", description = "Length of a turn; 3.")
  private int seconds = 3;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  TurnOptions() {}

  /// @throws ParameterException if nothing would be measured
  void check() {
    if (rounds < 1 || seconds < 1) {
      throw new ParameterException(command.commandLine(), "--rounds and --seconds are at least 1");
    }
  }

  int rounds() {
    return rounds;
  }

  Duration turn() {
    return Duration.ofSeconds(seconds);
  }
}
