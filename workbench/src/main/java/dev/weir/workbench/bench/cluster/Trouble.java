package dev.weir.workbench.bench.cluster;

import java.time.Duration;

/// What a sibling does from the middle of a run on.
enum Trouble {
  KILLED("sibling killed", Hint.MISS, Limits.GONE),
  STOPPED("sibling stopped (SIGSTOP)", Hint.MISS, Limits.GONE),
  DENIED("icp_access denies us", Hint.DENIED, Limits.DENIED),
  SILENT("says HIT, accepts, never answers", Hint.HIT, Limits.PASSED_OVER),
  UNREACHABLE("says HIT, drops SYN", Hint.HIT, Limits.PASSED_OVER),
  FORBIDDEN("says HIT, answers 403", Hint.HIT, Limits.PASSED_OVER),
  BROKEN("says HIT, answers 500", Hint.HIT, Limits.PASSED_OVER),
  UNAVAILABLE("says HIT, answers 503", Hint.HIT, Limits.PASSED_OVER),
  GARBAGE("says HIT, answers garbage", Hint.HIT, Limits.PASSED_OVER),
  CUT("says HIT, cuts the content off", Hint.HIT, Limits.PASSED_OVER);

  /// What it says over ICP.
  enum Hint {
    MISS,
    HIT,
    DENIED
  }

  /// What a client may notice.
  ///
  /// @param added how much slower 99 of 100 misses may be than with a sound sibling
  /// @param most how long any miss may take
  record Limits(Duration added, Duration most) {
    private static final Limits GONE = new Limits(Duration.ofMillis(20), Duration.ofMillis(300));
    private static final Limits DENIED = new Limits(Duration.ofMillis(20), Duration.ofMillis(300));
    private static final Limits PASSED_OVER =
        new Limits(Duration.ofMillis(300), Duration.ofMillis(300));
  }

  private final String text;
  private final Hint hint;
  private final Limits limits;

  Trouble(String text, Hint hint, Limits limits) {
    this.text = text;
    this.hint = hint;
    this.limits = limits;
  }

  String text() {
    return text;
  }

  Hint hint() {
    return hint;
  }

  Limits limits() {
    return limits;
  }
}
