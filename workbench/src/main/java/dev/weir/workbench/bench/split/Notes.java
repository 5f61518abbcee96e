package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Slice;
import java.util.ArrayList;
import java.util.List;

/// What a reader must know before believing the figures.
final class Notes {

  private static final int PERCENT = 100;

  private Notes() {}

  static List<String> of(List<CaseResult> cases) {
    List<Slice> slices = cases.stream().flatMap(result -> result.slices().stream()).toList();
    List<String> notes = new ArrayList<>();
    long busy = slices.stream().filter(slice -> slice.conditions().busy()).count();
    if (busy > 0) {
      notes.add(
          "the machine was busy with other work (more than a quarter of a core) in "
              + (PERCENT * busy / slices.size())
              + " % of the slices: CPU times are little, percentiles much affected");
    }
    long failed = slices.stream().mapToLong(Slice::failed).sum();
    long unfinished = slices.stream().mapToLong(Slice::unfinished).sum();
    if (failed + unfinished > 0) {
      notes.add(failed + " requests failed and " + unfinished + " page views were given up");
    }
    return notes;
  }
}
