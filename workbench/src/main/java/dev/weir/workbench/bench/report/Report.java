package dev.weir.workbench.bench.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One run of `weir bench split`, as `report.json` keeps it.
///
/// - `format`: of this record; a report of another format is refused.
/// - `kind`: how much was asked for, `quick` or `full` or what was said by options.
/// - `completeness`: a run that was interrupted has what it had until then.
/// - `settings`: of the run, by name.
/// - `files`: the configuration files of the tiers, by name.
public record Report(
    int format,
    String kind,
    Completeness completeness,
    Instant started,
    double seconds,
    Machine machine,
    Map<String, String> settings,
    List<CaseResult> cases,
    List<SlowResult> slow,
    List<String> notes,
    Map<String, String> files) {

  public static final int FORMAT = 1;

  /// Whether the run came to its end.
  public enum Completeness {
    COMPLETE,
    PARTIAL
  }

  public Report {
    cases = List.copyOf(cases);
    slow = List.copyOf(slow);
    notes = List.copyOf(notes);
  }
}
