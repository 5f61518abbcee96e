package dev.weir.workbench.bench.micro;

/// One thing to be measured, done once.
@FunctionalInterface
interface Operation {

  /// What came of it; the measurement takes it, so that the compiler cannot leave it out.
  Object once();
}
