package dev.weir.workbench.bench.cluster.cases;

/// What came of a case.
///
/// @param limit what is to be held, in words
/// @param isWithin whether it is
public record Row(String figures, String limit, boolean isWithin) {}
