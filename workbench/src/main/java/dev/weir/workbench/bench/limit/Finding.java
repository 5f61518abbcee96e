package dev.weir.workbench.bench.limit;

/// What came of measuring something that has a limit.
public sealed interface Finding {

  Limit limit();

  record Measured(Limit limit, Reading reading) implements Finding {}

  /// It cannot be measured on this machine.
  record Skipped(Limit limit, String why) implements Finding {}

  /// It could be measured, but did not work.
  record Failed(Limit limit, String why) implements Finding {}

  /// Whether the limit is known not to be kept.
  default boolean fallsShort() {
    return switch (this) {
      case Measured(Limit limit, Reading reading) -> reading.summary().median() > limit.most();
      case Skipped _ -> false;
      case Failed _ -> true;
    };
  }
}
