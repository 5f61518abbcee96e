package dev.weir.workbench.bench.cluster.cases;

/// One line of the table.
///
/// @param limit what is to be held, in words
/// @param isWithin whether it is
public record Row(String name, String figures, String limit, boolean isWithin) {}
